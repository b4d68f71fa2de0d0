function Lib(n: number): number {
  const tripled = n * 3;
  return tripled;
}
namespace Lib {
  export const version = '1.0';
  export class Thing {
    constructor(public name: string) {}
  }
}
export = Lib;
