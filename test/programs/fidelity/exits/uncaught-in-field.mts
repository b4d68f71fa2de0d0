// Uncaught inside a class field initialiser: frames of the initialiser and the constructor.
const settings: any = { depth: 1 };
class Part {
  label = settings.names.first;
  constructor() {
    console.log('never', this.label);
  }
}
class Whole {
  count = 1;
  part = new Part();
}
const build = () => new Whole();
console.log(settings);
build();
