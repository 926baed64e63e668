package sandbox

// Who works in the store, and what they may do (OWN: the contract names not_permitted and not who is
// not).

import (
	"fmt"
	"slices"
	"strings"
)

// Operation is something that an employee may be forbidden.
type Operation string

// The operations. An employee who may not apply gets invalid_role, which docs/contract.md §5 has for it;
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

// operations are those that an employee may be forbidden.
func operations() []Operation {
	return []Operation{
		OperationApply, OperationAuthorize, OperationCapture, OperationRelease, OperationReturn, OperationRefund, OperationTransaction,
	}
}

// anybody stands for every employee who is not named, and nothing for no operation at all.
const (
	anybody = "*"
	nothing = "none"
)

// ParseEmployees reads who works in the store, a line each: an external_employee_id and what that
// employee may do ("00000-CASHIER apply authorization"), "none" for nothing; an id by itself may do
// everything. "*" by itself is any other employee, and without it there is no other. What it gives
// are Options.Employees and Options.Permissions.
func ParseEmployees(lines []string) (ids []string, permissions map[string][]Operation, err error) {
	permissions = map[string][]Operation{}
	open, seen := false, map[string]bool{}
	for _, line := range lines {
		words := strings.Fields(line)
		if len(words) == 0 {
			return nil, nil, fmt.Errorf("%q: expected an employee's id", line)
		}
		id, may := words[0], words[1:]
		if seen[id] {
			return nil, nil, fmt.Errorf("%q: %s is named twice", line, id)
		}
		seen[id] = true
		if id == anybody {
			open = true
			if len(may) > 0 {
				return nil, nil, fmt.Errorf("%q: %s stands by itself: whoever is not named may do everything", line, anybody)
			}
			continue
		}
		ids = append(ids, id)
		if len(may) == 0 {
			continue
		}
		if permissions[id], err = parseOperations(may); err != nil {
			return nil, nil, fmt.Errorf("%q: %w", line, err)
		}
	}
	if open {
		ids = nil // any well-formed id exists
	}
	return ids, permissions, nil
}

func parseOperations(words []string) ([]Operation, error) {
	may := []Operation{}
	if len(words) == 1 && words[0] == nothing {
		return may, nil
	}
	for _, word := range words {
		if !slices.Contains(operations(), Operation(word)) {
			return nil, fmt.Errorf("%s is no operation: expected %s, or one or more of %v", word, nothing, operations())
		}
		may = append(may, Operation(word))
	}
	return may, nil
}

// checkStore refuses a location or an employee that does not exist, and what the employee may not do. A call
// that may leave them out is not asked about what it leaves out.
func (s *Server) checkStore(location, employee string, does Operation) error {
	if location != "" && !s.locations[location] {
		return conflict("external_location_id_not_found")
	}
	if employee != "" && len(s.employees) > 0 && !s.employees[employee] {
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
