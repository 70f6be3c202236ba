package starter

import (
	"strings"

	"mydocker/harness/words"
)

// readOwn reads the student's program, which has to be one.
func readOwn(order Order) (*program, error) {
	own, err := readProgram(order.From)
	if err == nil && len(own.files) == 0 {
		err = refuse(order.Say.Say("start.no-go-file"))
	}
	return own, err
}

// taken says in a line what is the student's own, and what could not be.
func (d *derivation) taken(say words.Words) string {
	says := []string{say.Say("start.taken", words.Values{"Dir": d.base.dir, "Files": len(d.base.files) + len(d.base.tests)})}
	if len(d.already) > 0 {
		says = append(says, say.Say("start.already", words.Values{"Names": strings.Join(d.already, ", ")}))
	}
	if len(d.absent) > 0 {
		says = append(says, say.Say("start.absent", words.Values{"Step": d.step, "Names": strings.Join(d.absent, ", ")}))
	}
	return strings.Join(says, "; ")
}
