/**
 * How much of the processor this process has had since it began, all its threads together.
 */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
