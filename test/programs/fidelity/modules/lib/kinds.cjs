"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Kind = void 0;
var Kind;
(function (Kind) {
    Kind["a"] = "A";
    Kind["b"] = "B";
})(Kind || (exports.Kind = Kind = {}));
