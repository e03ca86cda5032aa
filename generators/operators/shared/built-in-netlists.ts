/** Found by the command in it: 4 × 4 bits, unsigned. */
const example4 = `# A multiplier of gates; 'tapir generate SearchedMult file=…' makes its Verilog.
format: tapir searched multiplier 1
name: example4
n: 4
signed: false
found_by: tapir search IntMult n=4 --mred 3% --evaluations 200000 --chains 4 --rounds 3 --seed 1
start: IntMult n=4
made_by: tapir 0.2.0, Yosys 0.23 (native)
library: osu018_stdcells (86f79b2000f1)
area: 1067
delay_ns: 1.21738
errors_of_all_pairs:
  mred_percent: 2.78759
  nmed_percent: 0.743056
  med: 1.67188
  wce: 26
  mean_error: -1.25
table_sha256: 1ea8ab5e8f673cce9167ec9da901844437e874ddc986ddb56832962d0bc070d7
gates:
  - inv x0
  - inv y0
  - nor2 g0 g1
  - inv y1
  - inv x1
  - oai22 g3 g0 g4 g1
  - inv x2
  - nand2 y2 x0
  - oai21 g6 g1 g7
  - inv g8
  - oai21 g4 g3 g9
  - inv x3
  - oai22 g11 g1 g6 g3
  - inv y3
  - inv y2
  - oai22 g13 g0 g14 g4
  - nand2 g12 g15
  - oai21 g12 g15 g16
  - inv g17
  - nand2 y3 x1
  - oai21 g19 g7 g16
  - nor2 g11 g3
  - nor2 g14 g6
  - nand2 g21 g22
  - oai21 g21 g22 g23
  - xor2 g24 g19
  - nand2 g20 g25
  - oai21 g20 g25 g26
  - inv g27
  - nor2 g11 g14
  - oai21 g6 g3 g29
  - nor2 g13 g6
  - nand2 g30 g31
  - oai21 g30 g31 g32
  - oai21 g24 g19 g26
  - nand2 g33 g34
  - oai21 g33 g34 g35
  - inv g36
  - inv g35
  - oai21 g13 g11 g23
  - nand2 g31 y2
  - and2 g39 g40
  - nand2 g38 g41
  - oai21 g38 g41 g42
  - inv g43
  - oai21 g40 g11 g42
outputs: [g2, g5, g10, g18, g28, g37, g44, g45]
`;

/** Found by the command in it: a + x·y of 2 × 2 bits and sums of 6, unsigned. */
const example2 = `# A multiply-add of gates; 'tapir generate SearchedMac file=…' makes its Verilog.
format: tapir searched multiply-add 1
name: example2
n: 2
acc: 6
signed: false
found_by: tapir search IntMac n=2 acc=6 signed=false objective=area --wce 2 --bias 0.3 --evaluations 200000 --chains 2 --rounds 3 --seed 1
start: IntMac n=2 acc=6 signed=false objective=area
made_by: tapir 0.2.0, Yosys 0.23 (native)
library: osu018_stdcells (86f79b2000f1)
area: 521
delay_ns: 0.87549
errors_of_all_pairs:
  mred_percent: 3.75259
  nmed_percent: 0.793651
  med: 0.5
  wce: 2
  mean_error: 0.1875
table_sha256: 45b394b774b616ee545a722c794c67e9c133878464be63fa04e8840baa28f50d
gates:
  - nand2 y0 x1
  - inv g0
  - inv a1
  - nand2 x0 y1
  - oai21 g1 g2 g3
  - nand2 y1 x1
  - inv a2
  - inv g5
  - aoi22 g5 g6 g7 a2
  - oai21 g3 g2 g0
  - nand2 g8 g9
  - oai21 g8 g9 g10
  - inv g11
  - oai21 g5 g6 g10
  - nand2 g13 a3
  - oai21 g13 a3 g14
  - inv g15
  - inv g14
  - nand2 g17 a4
  - oai21 g17 a4 g18
  - inv g19
  - nand2 g18 a5
  - oai21 g18 a5 g21
outputs: [a0, g4, g12, g16, g20, g22]
`;

/** Netlists that come with the program, by the names that stand for their files. */
export const builtInNetlists: Readonly<Record<string, string>> = { example4, example2 };
