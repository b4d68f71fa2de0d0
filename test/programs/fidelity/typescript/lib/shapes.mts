export interface Circle { kind: 'circle'; r: number }
export class Square {
  readonly kind = 'square' as const;
  side: number;
  constructor(side: number) {
    this.side = side;
  }
}
export type Shape = Circle | Square;
export function area(shape: Shape): number {
  switch (shape.kind) {
    case 'circle': {
      const { r } = shape;
      return Math.PI * r ** 2;
    }
    case 'square':
      return shape.side ** 2;
    default: {
      const never: never = shape;
      return never;
    }
  }
}
