/** A promise that a test settles by hand. */

export interface Gate<Value> {
  readonly promise: Promise<Value>;
  open(value: Value): void;
}

export function gate<Value>(): Gate<Value> {
  const waiting: ((value: Value) => void)[] = [];
  const promise = new Promise<Value>((resolve) => waiting.push(resolve));
  return {
    promise,
    open(value) {
      for (const resolve of waiting) resolve(value);
    },
  };
}
