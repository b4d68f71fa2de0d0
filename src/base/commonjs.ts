/** What Node gives the body of a CommonJS module, in its order. */
export const COMMONJS_PARAMETERS: readonly string[] = ['exports', 'require', 'module', '__filename', '__dirname'];
