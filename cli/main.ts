import { CommanderError } from 'commander';
import { CliError, USAGE } from './failures';
import { runProgram } from './program';

runProgram(process.env, process.argv.slice(2)).catch((error: unknown) => {
  process.exitCode = explain(error);
});

function explain(error: unknown): number {
  // Commander has printed its own message.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  if (error instanceof CliError) {
    console.error(error.message);
    return error.exitCode;
  }
  throw error;
}
