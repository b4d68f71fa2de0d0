// A syntax error in CommonJS.
const fine = 1;
function broken() {
  return fine +;
}
broken();
