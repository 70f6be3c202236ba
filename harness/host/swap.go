package host

// whyNoSwapAccounting explains why the memory controller, which is mounted,
// does not have the files of swap: looking for one gave err.
func (m machine) whyNoSwapAccounting(err error) *Cause {
	without := func(option string) *Cause {
		return &Cause{"kernel-without", map[string]any{"Release": m.release, "Option": option}, theVM}
	}
	off := m.option("swapaccount", "0")
	switch {
	case off != "":
		return &Cause{"switched-off", map[string]any{"Option": off}, m.bootWithout(off)}
	case m.lacks("CONFIG_SWAP"):
		return without("CONFIG_SWAP")
	case m.isFrom(6, 1): // from here on there is no other reason
		return causeIn(err)
	case m.lacks("CONFIG_MEMCG_SWAP"):
		return without("CONFIG_MEMCG_SWAP")
	}
	return &Cause{"swap-not-asked", map[string]any{"Release": m.release}, m.bootWith("swapaccount=1")}
}
