import { debianFolder, openImages, openTrainingImages } from "../../nn/data/open.js";
import { writeWholeFiles } from "../../tools/whole-files.js";
import { lenet5, lenet5File } from "./lenet5.js";
import { accuracy, train, type Schedule } from "./train.js";

/*
 * npm run train [FILE [FOLDER]]: trains a LeNet-5 for Fashion-MNIST in float32, for `tapir infer FILE`.
 * FOLDER has Fashion-MNIST's four files; by default it is that of Debian's package dataset-fashion-mnist.
 */

const [file = "lenet5.onnx", folder = debianFolder] = process.argv.slice(2);
const schedule: Schedule = { epochs: 6, batch: 50, rate: 0.05, fall: 6, momentum: 0.9, seed: 1 };

const training = openTrainingImages(`fashion-mnist:${folder}`);
if (training === undefined) throw new Error(`${folder} has no training images`);
const test = openImages(`fashion-mnist:${folder}`);
const layers = lenet5();
train(layers, training, schedule, (epoch, loss) => {
  const right = accuracy(layers, test).toFixed(4);
  console.log(
    `epoch ${epoch} of ${schedule.epochs}: loss ${loss.toFixed(4)}, ${right} of the test images right`,
  );
});
await writeWholeFiles(new Map([[file, lenet5File(layers)]]));
