import vm from 'node:vm';

/**
 * Jest gives each test file a world of its own, and compiles for each anew what all of them load: of itself alone
 * a megabyte, which took a quarter of the suite's time. V8 remembers a script that it has compiled and gives it to
 * every world, but never a function with a say of its own in what `import()` means, as Jest's all have. So what comes
 * from packages and has no `import()` is compiled as a script. Loaded before Jest, and by its workers too (`npm run unit`).
 */
const compileFunction: typeof vm.compileFunction = vm.compileFunction;

vm.compileFunction = (code, params, options) => {
  const { filename = '', parsingContext } = options ?? {};
  if (!parsingContext || !isShared(filename, code)) return compileFunction(code, params, options);
  const head = `(function (${params?.join() ?? ''}) {`;
  const script = new vm.Script(`${head}${code}\n})`, { filename, columnOffset: -head.length });
  return script.runInContext(parsingContext);
};

const isShared = (filename: string, code: string): boolean =>
  /[\\/]node_modules[\\/]/.test(filename) && !code.includes('import(');
