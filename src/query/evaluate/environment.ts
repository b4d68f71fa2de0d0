/** Variables of the expression's own functions, innermost first. */
import { EvaluationFault, type Operand } from './operand.js';

interface Binding {
  value: Operand;
  readonly isConstant: boolean;
}

export class Environment {
  /** made with the first: a condition is evaluated for thousands of hits, and has none */
  private bindings: Map<string, Binding> | undefined;

  constructor(
    private readonly outer?: Environment,
    /** of the function that is running; undefined in an arrow function, which has that around it */
    private readonly self?: Operand,
  ) {}

  declare(name: string, value: Operand, isConstant: boolean): void {
    this.bindings ??= new Map();
    this.bindings.set(name, { value, isConstant });
  }

  find(name: string): Operand | undefined {
    return this.binding(name)?.value;
  }

  get thisValue(): Operand | undefined {
    return this.self ?? this.outer?.thisValue;
  }

  /** False if it is no variable of the expression. */
  assign(name: string, value: Operand): boolean {
    const found = this.binding(name);
    if (found === undefined) return false;
    if (found.isConstant) throw new EvaluationFault('type', 'Assignment to constant variable.');
    found.value = value;
    return true;
  }

  private binding(name: string): Binding | undefined {
    return this.bindings?.get(name) ?? this.outer?.binding(name);
  }
}
