import { z } from "zod";

/** Every combinational design's own parameters, beside its operator's: where registers go and how they are driven. */
export const pipelineParameters = {
  stages: z
    .int()
    .min(0)
    .max(64)
    .default(0)
    .describe("stages of a pipeline, each ending in registers; 0: none"),
  frequency: z
    .int()
    .min(1)
    .max(20_000)
    .optional()
    .describe("clock in MHz; without stages, as few of them as reach it in the library that is chosen"),
  registered: z
    .enum(["output", "both", "inside"])
    .default("output")
    .describe("ports behind registers: the outputs; inputs too, in a rank more; or none, all ranks inside"),
  ce: z.boolean().default(false).describe("a clock enable for all registers"),
  handshake: z
    .enum(["none", "valid", "ready"])
    .default("none")
    .describe("valid: bits that go along with operands; ready: and back-pressure"),
};

/** How a design is pipelined. */
export type Pipeline = Readonly<z.output<z.ZodObject<typeof pipelineParameters>>>;

/** Ranks of registers between operands and result: clock cycles, with a new pair of operands in each. */
export const latencyOf = ({ stages, registered }: Pipeline): number =>
  stages === 0 ? 0 : stages + (registered === "both" ? 1 : 0);

/** What a pipeline is where nothing is asked of it: there is none. */
export const usualPipeline: Pipeline = z.object(pipelineParameters).parse({});

/** Whether anything can hold a pipeline up, or says what is in it. */
export const hasControls = ({ ce, handshake }: Pipeline): boolean => ce || handshake !== "none";

/** Whether the number of stages is still to be found, by synthesis. */
export const isOpen = ({ stages, frequency }: Pipeline): boolean => stages === 0 && frequency !== undefined;
