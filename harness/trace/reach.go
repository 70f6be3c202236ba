package trace

import "mydocker/harness/picture"

// reach is an event by which one lane acts on the other, whose effect has not
// been drawn yet.
type reach struct {
	effect Kind
	from   picture.Box
}

// effects are what an event leads to in the other lane.
var effects = map[Kind][]Kind{
	Clone: {Exec, DeathWish, Mount, Command},
	Send:  {Receive},
	Exit:  {Wait},
}

// reach draws an arrow to an event that one in the other lane has led to, and
// notes what it leads to itself.
func (d *drawer) reach(open []reach, event Event, box picture.Box) []reach {
	for i, cause := range open {
		if cause.effect != event.Kind || cause.from.X == box.X {
			continue
		}
		line := picture.Line{X1: cause.from.X + cause.from.Width, X2: box.X - 2, Class: "reach", Arrow: true}
		if cause.from.X > box.X {
			line.X1, line.X2 = cause.from.X, box.X+box.Width+2
		}
		line.Y1, line.Y2 = cause.from.Y+cause.from.Height/2, box.Y+box.Height/2
		d.Lines = append(d.Lines, line)
		open = append(open[:i:i], open[i+1:]...)
		// Whatever init does first is what its start has led to.
		if event.Lane == Init && event.Kind != Receive {
			open = withoutClone(open)
		}
		break
	}
	if event.Kind == Exit && event.Lane == Run || event.Kind == Clone && event.Subject == helper {
		return open
	}
	for _, effect := range effects[event.Kind] {
		open = append(open, reach{effect, box})
	}
	return open
}

func withoutClone(open []reach) (rest []reach) {
	for _, cause := range open {
		if cause.effect == Receive || cause.effect == Wait {
			rest = append(rest, cause)
		}
	}
	return rest
}
