/**
 * The compiled file of a worker thread, also for a module that runs from its source, as in tests: a thread of Node 20 reads no TypeScript.
 * @param module `import.meta.url` of the module that starts the thread
 * @param path of the worker's file from there, such as `./worker.js`
 */
export function workerFile(module: string, path: string): URL {
  const { href } = new URL(path, module);
  return new URL(module.endsWith('.ts') ? href.replace(/\/src\/(?!.*\/src\/)/, '/dist/src/') : href);
}
