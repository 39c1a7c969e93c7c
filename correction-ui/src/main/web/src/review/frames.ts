/**
 * Which pictures to have before they are shown: those of the step, then those ahead in the direction of play, then a few behind. No more
 * are asked for at a time than `atOnce`; the server reads one after the other.
 */
export function wanted(step: number, steps: number, direction: 1 | -1, ahead: number, behind: number): readonly number[] {
  const order = [step];
  for (let by = 1; by <= ahead; by++) {
    order.push(step + direction * by);
  }
  for (let by = 1; by <= behind; by++) {
    order.push(step - direction * by);
  }
  return order.filter((index) => index >= 0 && index < steps);
}
