/** The cost of a published core: least area in µm², shortest delay in ns, least product of both. Null: not measured. */
export interface Peer {
  /** Our design that computes the same. */
  readonly spec: string;
  readonly peer: string;
  readonly area_um2: number | null;
  readonly delay_ns: number | null;
  readonly area_delay_product_um2_ns: number | null;
}

const peer = (
  spec: string,
  name: string,
  area_um2: number | null,
  delay_ns: number | null,
  area_delay_product_um2_ns: number | null,
): Peer => ({ spec, peer: name, area_um2, delay_ns, area_delay_product_um2_ns });

/**
 * The best published cores with right results. Each is measured as `npm run peers` measures ours: the three reference
 * recipes, Nangate 45 nm typical, Yosys 0.23, delays by OpenSTA. SmallPositHDL's multiplier is right at es = 2, and wrong at es = 1.
 */
export const peers: readonly Peer[] = [
  peer("PositMult n=8 es=0", "Flo-Posit", 413.9, 1.105, 1123),
  peer("PositMult n=8 es=1", "Flo-Posit", 356.2, 0.983, 1031),
  peer("PositMult n=8 es=2", "Flo-Posit", 299.0, 0.947, 808),
  peer("PositMult n=16 es=1", "Flo-Posit", 1546.8, 1.646, 6137),
  peer("PositMult n=16 es=2", "Flo-Posit", 1393.0, 1.663, 5136),
  peer("PositMult n=32 es=2", "Flo-Posit", 5848.3, 2.142, 29708),
  peer("PositMult n=8 es=2", "SmallPositHDL", 351.9, 0.853, 708),
  peer("PositMult n=16 es=2", "SmallPositHDL", 1479.2, 1.48, 4734),
  peer("PositMult n=32 es=2", "SmallPositHDL", 6498.9, 2.105, 26397),
  peer("PlamMult n=8 es=2", "PLAM's authors", 244.5, 0.88, 536),
  peer("PlamMult n=16 es=2", "PLAM's authors", 609.4, 1.299, 2166),
  peer("PlamMult n=24 es=2", "PLAM's authors", 1028.4, 1.613, 4401),
  peer("PlamMult n=32 es=2", "PLAM's authors", 1361.4, 1.691, 5279),
  peer("PositAdd n=8 es=2", "Flo-Posit", 394.2, 1.338, 1306),
  peer("PositAdd n=16 es=1", "Flo-Posit", 965.0, 1.98, 5379),
  peer("PositAdd n=16 es=2", "Flo-Posit", 951.2, 2.033, 4656),
  peer("PositAdd n=32 es=2", "Flo-Posit", 2175.1, 2.602, 13723),
  peer("PositAdd n=8 es=2", "SmallPositHDL", 361.5, 1.129, 1072),
  peer("PositAdd n=16 es=1", "SmallPositHDL", 868.2, 1.665, 3026),
  peer("PositAdd n=16 es=2", "SmallPositHDL", 853.3, 1.643, 3564),
  peer("PositAdd n=32 es=2", "SmallPositHDL", 1921.6, 2.061, 7958),
  peer("PositQuireAdd n=8 es=2", "Flo-Posit", 1499.7, 1.377, null),
  peer("PositQuireAdd n=16 es=2", "Flo-Posit", 4532.9, 2.052, null),
  peer("PositQuireAdd n=32 es=2", "Flo-Posit", 12880.3, 2.876, null),
  peer("IntMult n=8", "ariths-gen, EvoApproxLib, Yosys", 299.0, 0.481, 346),
  peer("IntMult n=16", "ariths-gen, EvoApproxLib, Yosys", 1296.0, 0.684, 2243),
  peer("IntMult n=8 signed=true", "ariths-gen, EvoApproxLib, Yosys", 302.7, 0.532, 406),
  peer("IntMult n=16 signed=true", "ariths-gen, EvoApproxLib, Yosys", 1306.1, 0.727, 2215),
  peer("IntMac n=8 acc=24 signed=true", "Yosys", 728.8, 0.65, 935),
  peer("IntMac n=16 acc=40 signed=true", "Yosys", 2221.6, 0.789, 3364),
  peer("MitchwMult n=8 w=6", "Mitch-w's authors", 161.5, 0.491, 197),
  peer("MitchwMult n=16 w=6", "Mitch-w's authors", 287, 0.66, 471),
  peer("MitchwMult n=16 w=8", "Mitch-w's authors", 297, 0.68, 511),
  peer("MitchwMult n=16 w=6 sign=c1", "Mitch-w's authors", 383, 0.74, 704),
  peer("MitchwMult n=32 w=6", "Mitch-w's authors", 555, 0.79, 1024),
  peer("MitchwMult n=32 w=6 sign=c1", "Mitch-w's authors", 839.5, 0.917, 1691),
  peer("DrumMult n=16 k=6", "DRUM's authors", 459, 0.69, 616),
  peer("DrumMult n=32 k=6", "DRUM's authors", 809, 0.82, 1299),
  peer("FloatMult format=bfloat16 subnormals=keep", "HardFloat", 748.0, 1.108, 1900),
  peer("FloatMac format=bfloat16 acc=bfloat16 subnormals=keep", "HardFloat", 1533.5, 2.176, 7291),
];
