/** How a result becomes negative: not at all, by one's complement (c1) or by two's complement (c2). */
export type Sign = "unsigned" | "c1" | "c2";
