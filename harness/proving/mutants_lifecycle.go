package proving

// lifecycleMutants leave something behind, or cannot be worked in.
var lifecycleMutants = []Mutant{
	{
		ID: "pdeathsig-term", Slip: "Pdeathsig is SIGTERM, to which PID 1 is deaf", Clause: "no-orphan",
		Edits: []Edit{{"container/container_process.go", "Pdeathsig: syscall.SIGKILL", "Pdeathsig: syscall.SIGTERM"}},
	},
	{
		ID: "signals-kill-run", Slip: "run catches no signal, and Pdeathsig has to do it all", Clause: "no-orphan",
		Edits: []Edit{{"signals.go", "signal.Notify(signals, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGTERM, syscall.SIGHUP)", "signal.Stop(signals)"}},
	},
}
