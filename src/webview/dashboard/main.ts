import type { VsCodeApi } from '../panel/host.js';
import { DashboardApp } from './app.js';

declare function acquireVsCodeApi(): VsCodeApi;

customElements.define('elixirscope-dashboard', DashboardApp);
document.body.append(new DashboardApp(acquireVsCodeApi()));
