import type { DebugProtocol } from '@vscode/debugprotocol';

const CONDITION = {
  supportsCondition: true,
  conditionDescription: 'Stops only if this is true; `error` is what was thrown',
};

/** What this adapter really does; nothing is announced that is not there. */
export const CAPABILITIES: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsFunctionBreakpoints: true,
  supportsDataBreakpoints: true,
  supportsLogPoints: true,
  supportsEvaluateForHovers: true,
  supportsSetVariable: true,
  supportsSetExpression: true,
  // No more than eight: VS Code shows nine rows, and the one that a function breakpoint is typed into comes behind these.
  exceptionBreakpointFilters: [
    {
      filter: 'caught',
      label: 'Caught Exceptions',
      description: 'Stops at every exception that is thrown, even if it is caught later.',
      default: false,
      ...CONDITION,
    },
    {
      filter: 'uncaught',
      label: 'Uncaught Exceptions',
      description: 'Stops at exceptions that nothing catches.',
      default: false,
      ...CONDITION,
    },
    {
      filter: 'rejections',
      label: 'Unhandled Rejections',
      description: 'Stops where a promise was rejected that nothing handles.',
      default: false,
      ...CONDITION,
    },
    {
      filter: 'value',
      label: 'Value Became NaN or undefined',
      description: 'Stops where an assignment gives NaN or undefined to a variable or property.',
      default: false,
      supportsCondition: true,
      conditionDescription: 'Stops only if this is true; `value` is what was given: `value !== undefined`',
    },
    {
      filter: 'output',
      label: 'Console Output',
      description: 'Stops where the program writes to its standard output or error.',
      default: false,
    },
    {
      filter: 'timer',
      label: 'Timers',
      description: 'Stops at the first statement that setTimeout, setInterval or setImmediate runs.',
      default: false,
    },
    {
      filter: 'network',
      label: 'Network',
      description: 'Stops where the program has made a request, and at the first statement that the network runs.',
      default: false,
    },
    {
      filter: 'rejection',
      label: 'Rejected Promises',
      description: 'Stops where a promise turns out to be rejected, even if that is handled.',
      default: false,
    },
  ],
  supportsStepBack: true,
  supportsSteppingGranularity: true,
  supportsRestartFrame: true,
  supportsStepInTargetsRequest: true,
  supportsGotoTargetsRequest: true,
  supportsRestartRequest: true,
  supportsExceptionInfoRequest: true,
  supportsExceptionFilterOptions: true,
  supportTerminateDebuggee: true,
  supportsDelayedStackTraceLoading: true,
  supportsLoadedSourcesRequest: true,
  supportsTerminateRequest: true,
  supportsCancelRequest: true,
  supportsBreakpointLocationsRequest: true,
  supportsClipboardContext: true,
  supportsValueFormattingOptions: true,
  supportsCompletionsRequest: true,
  completionTriggerCharacters: ['.', '[', '"', "'"],
  supportsANSIStyling: true,
};

/**
 * What a client is told. VS Code (1.139 and before) asks for the places of breakpoints when a session stops, while it opens the file of the
 * stop: it then marks the breakpoints of the file before in the file that is open, takes what became of them for an edit, and moves the
 * user's breakpoints (`setDecorations` of its breakpointEditorContribution does not look at the model again after it has waited). Whoever
 * jumps from file to file sees it every few stops. It asks for them only to offer other places in the line of a breakpoint.
 */
export const capabilitiesFor = (clientID: string | undefined): DebugProtocol.Capabilities =>
  clientID === 'vscode' ? { ...CAPABILITIES, supportsBreakpointLocationsRequest: false } : CAPABILITIES;
