// An uncaught error on a line with types: Node's code frame shows the line with its types blanked out.
interface Settings {
  readonly limit: number;
}
function limitOf(settings: Settings | undefined): number {
  return (settings as Settings).limit as number;
}
const known: number = limitOf({ limit: 1 } satisfies Settings);
console.log(known);
limitOf(undefined as Settings | undefined);
