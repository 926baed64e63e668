package sandbox

// Who works in the store, and what they may do (OWN: CONTRACT names not_permitted and not who is
// not).

import "slices"

// Operation is something that an employee may be forbidden.
type Operation string

// The operations. An employee who may not apply gets invalid_role, which CONTRACT §5 has for it;
// the others give not_permitted.
const (
	OperationApply       Operation = "apply"
	OperationAuthorize   Operation = "authorization"
	OperationCapture     Operation = "capture"
	OperationRelease     Operation = "release"
	OperationReturn      Operation = "return"
	OperationRefund      Operation = "refund"
	OperationTransaction Operation = "transactions"
)

// The employees who may not do everything.
const (
	EmployeeViewer  = "00000-VIEWER"  // looks, and changes nothing
	EmployeeCashier = "00000-CASHIER" // sells, and gives nothing back
)

// SampleEmployees are the permissions of a server without others. Any other employee may do
// everything.
func SampleEmployees() map[string][]Operation {
	return map[string][]Operation{
		EmployeeViewer:  {},
		EmployeeCashier: {OperationApply, OperationAuthorize, OperationCapture, OperationTransaction},
	}
}

// checkStore refuses a location or an employee that does not exist, and what the employee may not do.
func (s *Server) checkStore(location, employee string, does Operation) error {
	if !s.locations[location] {
		return conflict("external_location_id_not_found")
	}
	if len(s.employees) > 0 && !s.employees[employee] {
		return conflict("wrong_inputs").field("external_employee_id", problemChoice, employee)
	}
	allowed, limited := s.options.Permissions[employee]
	switch {
	case !limited || slices.Contains(allowed, does):
		return nil
	case does == OperationApply:
		return conflict("invalid_role")
	}
	return conflict("not_permitted")
}
