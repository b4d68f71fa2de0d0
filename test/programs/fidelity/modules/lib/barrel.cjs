"use strict";
var __exportStar = (this && this.__exportStar) || function (m, exports) {
    for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) exports[p] = m[p];
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.kindOf = void 0;
__exportStar(require("./kinds.cjs"), exports);
var kinds_1 = require("./kinds.cjs");
exports.kindOf = function (text) { return kinds_1.Kind[text]; };
