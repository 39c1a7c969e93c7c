package dev.fleetrl.value.critic.human;

/**
 * How the newest unassisted episodes from one start went.
 *
 * @param start the seed that lays it out
 * @param episodes n, of the window
 * @param successes s of them
 * @param failedExplorations of those episodes, the failures since a reset point was asked for here
 */
public record StartRecord(long start, int episodes, int successes, int failedExplorations) {
    public StartRecord {
        if (successes < 0 || successes > episodes || failedExplorations > episodes - successes) {
            throw new IllegalArgumentException("start " + start + ": " + successes + " successes and "
                    + failedExplorations + " failed explorations of " + episodes + " episodes");
        }
    }

    /** (s + 1) / (n + 2): a start that was tried twice is not yet hopeless. */
    double success() {
        return (successes + 1.0) / (episodes + 2);
    }
}
