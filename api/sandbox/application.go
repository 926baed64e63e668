package sandbox

// What an application may hold: every member of docs/contract.md §5 with its rule.

import "slices"

// application is a body of apply that was read.
type application struct {
	firstName, middleName, lastName, birthDate string
	phone, email                               string
	address1, address2, city, province, postal string
	questionID, answer                         string
	kind, language                             string
	insurance, agreed                          bool
	requestID, location, employee              string
}

// employed are the occupations that have an employer (docs/contract.md §5).
var employed = []string{"FE", "PE", "SE", "SW"}

// readApplication reads every member and collects what is wrong with them.
func readApplication(in *input, c *catalogue, l language) application {
	var a application
	a.readPerson(in, c)
	a.readHome(in, c)
	readWork(in, c)
	readIdentification(in, c)
	a.questionID = in.code("security_qid", c.questions)
	a.answer = in.required("security_answer", 50)
	a.insurance, _ = in.boolean("insurance")
	a.readBusiness(in)
	a.agreed, _ = in.boolean("tos_agreement")
	a.language = in.choice("preferred_language", map[language]string{english: "en-CA", french: "fr-CA"}[l], "en-CA", "fr-CA")
	in.digits("sin", 9, 9)
	a.requestID = in.ascii("request_id", 150)
	a.location = in.required("external_location_id", 100)
	a.employee = in.required("external_employee_id", 100)
	return a
}

func (a *application) readPerson(in *input, c *catalogue) {
	in.code("salutation", c.salutations)
	a.firstName = in.required("first_name", 35)
	a.middleName = in.optional("middle_name", 35)
	a.lastName = in.required("last_name", 50)
	a.birthDate = in.date("dob")
	a.email = in.matching("email", 100, mailAddress, problemEmail)
	a.phone = in.matching("phone_number", 10, phoneNumber, problemPhone)
}

func (a *application) readHome(in *input, c *catalogue) {
	a.address1 = in.required("address_1", 250)
	a.address2 = in.optional("address_2", 100)
	a.city = in.required("city", 100)
	a.province = in.code("province", c.provinces)
	a.postal = in.matching("postal_code", 6, postalCode, problemPostal)
	in.code("housing_type", c.housing)
	in.amountFromZero("housing_payment")
}

func readWork(in *input, c *catalogue) {
	occupation := in.code("occupation_id", c.occupations)
	in.amountFromZero("annual_income")
	if slices.Contains(employed, occupation) {
		in.required("employer_name", 100)
		in.matching("employer_phone", 10, phoneNumber, problemPhone)
		return
	}
	in.unwanted("employer_name", "employer_phone")
}

func readIdentification(in *input, c *catalogue) {
	kind := in.code("govid_type", c.idTypes)
	in.code("govid_issuedby", c.issuers[kind])
	in.ascii("govid_number", 50)
	in.date("govid_expiry")
}

func (a *application) readBusiness(in *input) {
	a.kind = in.choice("account_type", consumer, business)
	if a.kind == business {
		in.required("business_name", 100)
		in.matching("business_phone", 10, phoneNumber, problemPhone)
		return
	}
	in.unwanted("business_name", "business_phone")
}

// code is a required code of a list.
func (in *input) code(name string, allowed list) string {
	value := in.identifier(name, 100)
	if value == "" {
		in.problem(name, problemMissing)
	} else if _, found := allowed.label(value); !found {
		in.problem(name, problemChoice)
	}
	return value
}

// amountFromZero is a required amount that may be nothing.
func (in *input) amountFromZero(name string) {
	if raw := string(in.members[name]); raw == "0" || raw == "0.00" || raw == `"0.00"` || raw == `"0"` {
		in.asked[name] = true
		return
	}
	in.requiredAmount(name)
}

// unwanted refuses members that belong to another choice.
func (in *input) unwanted(names ...string) {
	for _, name := range names {
		if in.has(name) {
			in.problem(name, problemUnwanted)
		}
	}
}
