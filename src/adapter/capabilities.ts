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
      filter: 'NaN',
      label: 'Value Became NaN',
      description: 'Stops where a variable or property is given NaN.',
      default: false,
    },
    {
      filter: 'undefined',
      label: 'Value Became undefined',
      description: 'Stops where an assignment gives undefined to a variable or property.',
      default: false,
    },
    {
      filter: 'output',
      label: 'Console Output',
      description: 'Stops where the program writes to its standard output or error.',
      default: false,
    },
    {
      filter: 'turn',
      label: 'Turns of the Event Loop',
      description: 'Stops at the first statement that a timer, a promise or an event from outside runs.',
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
  supportsBreakpointLocationsRequest: true,
  supportsClipboardContext: true,
  supportsValueFormattingOptions: true,
  supportsCompletionsRequest: true,
  completionTriggerCharacters: ['.', '[', '"', "'"],
  supportsANSIStyling: true,
};
