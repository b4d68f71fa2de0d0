export type Something = string;
throw new Error('a type-only import must not load its module');
