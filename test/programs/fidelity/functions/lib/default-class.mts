export default class {
  static text = 'anonymous default class';
}
