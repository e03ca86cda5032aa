/** What is used of `onnxruntime-node`. */
interface OnnxRuntime {
  readonly InferenceSession: {
    create(
      file: Uint8Array,
      options: object,
    ): Promise<{
      readonly inputNames: readonly string[];
      run(feeds: Readonly<Record<string, unknown>>): Promise<unknown>;
    }>;
  };
  readonly Tensor: new (type: string, values: Float32Array, shape: readonly number[]) => unknown;
}

/** Of `npm install --no-save onnxruntime-node`: it is no dependency, as it takes 288 MB. */
async function installed(name: string): Promise<OnnxRuntime | undefined> {
  try {
    return ((await import(name)) as { default: OnnxRuntime }).default;
  } catch {
    return undefined;
  }
}

/**
 * Its forward pass of some images, on one core; undefined: it is not installed.
 * @param shape of all images together
 */
export async function onnxruntime(
  file: Uint8Array,
  values: Float32Array,
  shape: readonly number[],
): Promise<(() => Promise<unknown>) | undefined> {
  const runtime = await installed("onnxruntime-node");
  if (runtime === undefined) return undefined;
  const session = await runtime.InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const image = new runtime.Tensor("float32", values, shape);
  const [name = ""] = session.inputNames;
  return () => session.run({ [name]: image });
}
