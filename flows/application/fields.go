package application

import (
	"maps"

	"countertop/api"
	"countertop/flows/form"
	"countertop/flows/lang"
)

// The keys of the fields: the API's names (docs/contract.md §5).
const (
	keySalutation     = "salutation"
	keyFirst          = "first_name"
	keyMiddle         = "middle_name"
	keyLast           = "last_name"
	keyBirth          = "dob"
	keyLanguage       = "preferred_language"
	keyAccountType    = "account_type"
	keyBusiness       = "business_name"
	keyBusinessPhone  = "business_phone"
	keyEmail          = "email"
	keyPhone          = "phone_number"
	keyAddress1       = "address_1"
	keyAddress2       = "address_2"
	keyCity           = "city"
	keyProvince       = "province"
	keyPostal         = "postal_code"
	keyHousing        = "housing_type"
	keyHousingPayment = "housing_payment"
	keyOccupation     = "occupation_id"
	keyEmployer       = "employer_name"
	keyEmployerPhone  = "employer_phone"
	keyIncome         = "annual_income"
	keyIDType         = "govid_type"
	keyIDIssuer       = "govid_issuedby"
	keyIDNumber       = "govid_number"
	keyIDExpiry       = "govid_expiry"
	keySIN            = "sin"
	keyQuestion       = "security_qid"
	keyAnswer         = "security_answer"
	keyInsurance      = "insurance"
)

// The account types and languages are the contract's own, not the catalogue's (docs/contract.md §4, §5).
const (
	typeConsumer = api.ConsumerAccount
	typeBusiness = api.BusinessAccount
)

// employed are the occupations with an employer (docs/contract.md §5, ASSUMED: FE PE SE SW).
var employed = map[string]bool{api.FullTimeEmployment: true, api.PartTimeEmployment: true, api.SelfEmployed: true, api.SeasonalWorker: true}

// maxAmount is the largest housing payment or income taken (OWN): anything above is a slip of the finger.
const maxAmount = api.Money(100_000_000_00)

// fields are the fields of a page for the values that the draft has. Value gives a field's value.
func (f *Flow) fields(p page, value func(key string) string) []form.Field {
	var fields []form.Field
	switch p {
	case pageWho:
		fields = f.whoFields(value)
	case pageContact:
		fields = f.contactFields(value)
	case pageHome:
		fields = f.homeFields(value)
	case pageIdentity:
		fields = f.identityFields(value)
	case pageSecurity:
		fields = f.securityFields()
	case pageProtection:
		fields = []form.Field{{Key: keyInsurance, Label: msgWantsInsurance, Kind: form.YesNo, Required: true, Width: 10}}
	}
	for i := range fields {
		fields[i] = f.withComplaint(fields[i])
	}
	return fields
}

// choice is a field with a list of the catalogue. A list that the server left empty must not be
// the end of the application: then the field may stay open.
func (f *Flow) choice(key string, label lang.Text, width int, of func(*api.Catalogue) []api.Option) form.Field {
	options := f.options(of)
	return form.Field{Key: key, Label: label, Kind: form.Choice, Required: len(options) > 0, Width: width, Options: options}
}

// withComplaint adds what the server said about a value, until the value is another. Once any
// other answer has changed it is a warning only: what was wrong may have been that one.
func (f *Flow) withComplaint(field form.Field) form.Field {
	said, ok := f.complaints[field.Key]
	if !ok {
		return field
	}
	check := field.Check
	field.Check = func(value string) *form.Problem {
		if value == said.value {
			return &form.Problem{Text: said.text, Warning: !maps.Equal(f.values(), f.refused)}
		}
		if check == nil {
			return nil
		}
		return check(value)
	}
	return field
}

func (f *Flow) whoFields(value func(string) string) []form.Field {
	fields := []form.Field{
		f.choice(keySalutation, msgSalutation, 12, func(c *api.Catalogue) []api.Option { return c.Salutations }),
		form.Field{Key: keyFirst, Label: msgFirst, Hint: msgNameHint, Required: true, MaxLength: 35, Width: 30}.With(form.PersonName()),
		form.Field{Key: keyMiddle, Label: msgMiddle, MaxLength: 35, Width: 30}.With(form.Name()),
		form.Field{Key: keyLast, Label: msgLast, Hint: msgNameHint, Required: true, MaxLength: 50, Width: 30}.With(form.PersonName()),
		form.Field{Key: keyBirth, Label: msgBirth, Hint: msgDateHint, Required: true, Width: 10}.With(form.BirthDate(f.Counter.Now, value(keyProvince))),
		{Key: keyLanguage, Label: msgLanguage, Kind: form.Choice, Required: true, Width: 12, Options: []form.Option{
			{Code: api.English.Locale(), Label: msgEnglish}, {Code: api.French.Locale(), Label: msgFrench}}},
		{Key: keyAccountType, Label: msgAccountType, Kind: form.Choice, Required: true, Width: 12, Options: []form.Option{
			{Code: typeConsumer, Label: msgConsumer}, {Code: typeBusiness, Label: msgBusinessAccount}}},
	}
	if value(keyAccountType) == typeBusiness {
		fields = append(fields,
			form.Field{Key: keyBusiness, Label: msgBusinessName, Required: true, MaxLength: 100, Width: 30}.With(form.Place()),
			form.Field{Key: keyBusinessPhone, Label: msgBusinessPhone, Hint: msgPhoneHint, Required: true, Width: 12}.With(form.Phone()))
	}
	return fields
}

func (f *Flow) contactFields(value func(string) string) []form.Field {
	return []form.Field{
		form.Field{Key: keyEmail, Label: msgEmail, Hint: msgEmailHint, Required: true, MaxLength: 100, Width: 40}.With(form.Email()),
		form.Field{Key: keyPhone, Label: msgPhone, Hint: msgPhoneHint, Required: true, Width: 12}.With(form.Phone()),
		form.Field{Key: keyAddress1, Label: msgAddress1, Hint: msgAddressHint, Required: true, MaxLength: 250, Width: 40}.With(form.Name()),
		form.Field{Key: keyAddress2, Label: msgAddress2, MaxLength: 100, Width: 40}.With(form.Name()),
		form.Field{Key: keyCity, Label: msgCity, Required: true, MaxLength: 100, Width: 30}.With(form.Name()),
		f.choice(keyProvince, msgProvince, 26, func(c *api.Catalogue) []api.Option { return c.Provinces }),
		form.Field{Key: keyPostal, Label: msgPostalCode, Hint: msgPostalHint, Required: true, Width: 7}.With(form.PostalCode(value(keyProvince))),
	}
}

func (f *Flow) homeFields(value func(string) string) []form.Field {
	fields := []form.Field{
		f.choice(keyHousing, msgHousing, 26, func(c *api.Catalogue) []api.Option { return c.HousingTypes }),
		form.Field{Key: keyHousingPayment, Label: msgHousingPayment, Hint: msgAmountHint, Required: true, Width: 14}.With(form.Amount(0, maxAmount)),
		f.choice(keyOccupation, msgOccupation, 26, func(c *api.Catalogue) []api.Option { return c.Occupations }),
	}
	if employed[value(keyOccupation)] {
		fields = append(fields,
			form.Field{Key: keyEmployer, Label: msgEmployer, Required: true, MaxLength: 100, Width: 30}.With(form.Name()),
			form.Field{Key: keyEmployerPhone, Label: msgEmployerPhone, Hint: msgPhoneHint, Required: true, Width: 12}.With(form.Phone()))
	}
	return append(fields,
		form.Field{Key: keyIncome, Label: msgIncome, Hint: msgAmountHint, Required: true, Width: 14}.With(form.Amount(0, maxAmount)))
}

func (f *Flow) identityFields(value func(string) string) []form.Field {
	fields := []form.Field{f.choice(keyIDType, msgIDType, 0, func(c *api.Catalogue) []api.Option { return c.GovIDTypes })}
	issuer := f.choice(keyIDIssuer, msgIDIssuer, 26, func(c *api.Catalogue) []api.Option { return c.Issuers[value(keyIDType)] })
	issuer.Hint = msgIssuerHint
	if value(keyIDType) == "" { // whose issuers are not known yet
		issuer.Required = fields[0].Required
	}
	if value(keyIDType) == "" || len(issuer.Options) > 0 {
		fields = append(fields, issuer)
	}
	fields = append(fields,
		form.Field{Key: keyIDNumber, Label: msgIDNumber, Required: true, MaxLength: 50, Width: 30}.With(form.DocumentNumber()),
		form.Field{Key: keyIDExpiry, Label: msgIDExpiry, Hint: msgDateHint, Required: true, Width: 10}.With(form.Expiry(f.Counter.Now)))
	if f.Counter.AskSIN {
		fields = append(fields, form.Field{Key: keySIN, Label: msgSIN, Hint: msgSINHint, Secret: true, Width: 11}.With(form.SIN()))
	}
	return fields
}

func (f *Flow) securityFields() []form.Field {
	return []form.Field{
		f.choice(keyQuestion, msgQuestion, 0, func(c *api.Catalogue) []api.Option { return c.SecurityIDs }),
		form.Field{Key: keyAnswer, Label: msgAnswer, Hint: msgAnswerHint, Required: true, Secret: true, MaxLength: 50, Width: 30}.With(form.Hidden()),
	}
}
