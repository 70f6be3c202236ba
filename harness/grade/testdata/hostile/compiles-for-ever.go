// Tries: to keep the compiler at a type whose name has 2^60 words, or to have it use all memory.
// Deserves: not built
// Takes: all the time that it is given
package main

type a0 = int
type a1 = *struct{ l, r a0 }
type a2 = *struct{ l, r a1 }
type a3 = *struct{ l, r a2 }
type a4 = *struct{ l, r a3 }
type a5 = *struct{ l, r a4 }
type a6 = *struct{ l, r a5 }
type a7 = *struct{ l, r a6 }
type a8 = *struct{ l, r a7 }
type a9 = *struct{ l, r a8 }
type a10 = *struct{ l, r a9 }
type a11 = *struct{ l, r a10 }
type a12 = *struct{ l, r a11 }
type a13 = *struct{ l, r a12 }
type a14 = *struct{ l, r a13 }
type a15 = *struct{ l, r a14 }
type a16 = *struct{ l, r a15 }
type a17 = *struct{ l, r a16 }
type a18 = *struct{ l, r a17 }
type a19 = *struct{ l, r a18 }
type a20 = *struct{ l, r a19 }
type a21 = *struct{ l, r a20 }
type a22 = *struct{ l, r a21 }
type a23 = *struct{ l, r a22 }
type a24 = *struct{ l, r a23 }
type a25 = *struct{ l, r a24 }
type a26 = *struct{ l, r a25 }
type a27 = *struct{ l, r a26 }
type a28 = *struct{ l, r a27 }
type a29 = *struct{ l, r a28 }
type a30 = *struct{ l, r a29 }
type a31 = *struct{ l, r a30 }
type a32 = *struct{ l, r a31 }
type a33 = *struct{ l, r a32 }
type a34 = *struct{ l, r a33 }
type a35 = *struct{ l, r a34 }
type a36 = *struct{ l, r a35 }
type a37 = *struct{ l, r a36 }
type a38 = *struct{ l, r a37 }
type a39 = *struct{ l, r a38 }
type a40 = *struct{ l, r a39 }
type a41 = *struct{ l, r a40 }
type a42 = *struct{ l, r a41 }
type a43 = *struct{ l, r a42 }
type a44 = *struct{ l, r a43 }
type a45 = *struct{ l, r a44 }
type a46 = *struct{ l, r a45 }
type a47 = *struct{ l, r a46 }
type a48 = *struct{ l, r a47 }
type a49 = *struct{ l, r a48 }
type a50 = *struct{ l, r a49 }
type a51 = *struct{ l, r a50 }
type a52 = *struct{ l, r a51 }
type a53 = *struct{ l, r a52 }
type a54 = *struct{ l, r a53 }
type a55 = *struct{ l, r a54 }
type a56 = *struct{ l, r a55 }
type a57 = *struct{ l, r a56 }
type a58 = *struct{ l, r a57 }
type a59 = *struct{ l, r a58 }
type a60 = *struct{ l, r a59 }

var bomb any = new(a60)
