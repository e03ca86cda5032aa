/*
 * What a script gets that imports tapir-rtl; docs/library.md shows how it is used. What is not here is the program's
 * own and may change.
 */

// What the program's subcommands do.
export { findOperator, parseDesign, parseDesigns } from "../generators/request.js";
export { generate, type Files, type GenerateOptions } from "./generate.js";
export { foreignDesign, type ForeignOptions } from "./foreign/foreign-design.js";
export { verifyRtl as verify, type VerifyOptions, type VerifyResult } from "../sim/icarus/verify.js";
export type { VectorOptions } from "../sim/vectors/vectors.js";
export { measure, type MeasureOptions } from "./measure.js";
export type { SynthesisResult } from "../synth/mapping/result.js";
export type { CriticalPath } from "../synth/sta/critical-path.js";
export { exportDesign, exportFormats, type ExportFormat, type ExportOptions } from "../export/formats.js";
export { errorStatistics, type ErrorOptions, type ErrorStatistics } from "../error-metrics/sampled.js";
export { RequestError } from "../tools/errors.js";
export { ToolError } from "../tools/tool.js";
export { version } from "../tools/version.js";

// Designs and operators.
export type { Design, ForeignCore } from "../generators/design.js";
export { functionClass } from "../generators/function-class.js";
export { makeDesign, renamed } from "../generators/make-design.js";
export { manifestOf, type Manifest } from "../generators/manifest.js";
export { catalogue } from "../generators/operators/catalogue.js";
export { parameterInfo, type ParameterInfo } from "../generators/parameters.js";
export {
  approximately,
  control,
  defineOperator,
  exactly,
  input,
  output,
  type Computed,
  type Machine,
  type Operator,
  type Parameters,
  type Port,
} from "../generators/contract/operator.js";
export { objectives, type Objective } from "../generators/contract/architecture.js";
/** The zod that parameters are described with; another copy's schemas would not fit. */
export { z } from "zod";

// The RTL core and the datapath parts that the catalogue is built of.
export {
  evaluate,
  Expression,
  Module,
  ModuleError,
  Signal,
  signedProduct,
  v,
  WidthError,
} from "../generators/hdl/index.js";
export { add } from "../generators/blocks/adders/index.js";
export { multiply } from "../generators/blocks/multiply/index.js";
export { normalise } from "../generators/blocks/normalise.js";
export { decodePosit, positWidths, type DecodedPosit } from "../generators/blocks/posit/decode.js";
export { encodePosit, type UnroundedPosit } from "../generators/blocks/posit/encode.js";
export { shiftRightSticky } from "../generators/blocks/shift.js";

// Number formats and exact arithmetic, for the oracle of an operator.
export { Dyadic } from "../golden/dyadic.js";
export { float, type Float } from "../golden/float.js";
export type { Bits, Description, NumberFormat } from "../golden/format.js";
export { signed, unsigned, type Integer } from "../golden/integer.js";
export { bipolar, packed } from "../golden/packed.js";
export { posit, type Posit } from "../golden/posit.js";
export { quire, type Quire } from "../golden/quire.js";
