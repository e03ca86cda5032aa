import { testArchitectures, theOthers } from "./multiply.js";

testArchitectures(theOthers);
