/** Amaro, which few files need and which takes 40 ms to load: a file of its own for the bundler, whose chunk of a CommonJS package has no names. */
export { transformSync } from 'amaro';
