import { findYosys } from "../../synth/mapping/yosys.js";
import { describeProver } from "./provers.js";

describeProver("the WebAssembly Yosys", () => findYosys("wasm"));
