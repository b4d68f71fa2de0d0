import type { VsCodeApi } from '../panel/host.js';
import { StateDiffApp } from './app.js';

declare function acquireVsCodeApi(): VsCodeApi;

customElements.define('elixirscope-state-diff', StateDiffApp);
document.body.append(new StateDiffApp(acquireVsCodeApi()));
