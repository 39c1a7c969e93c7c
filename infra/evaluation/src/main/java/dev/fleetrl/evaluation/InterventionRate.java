package dev.fleetrl.evaluation;

/**
 * How often people stepped in.
 *
 * @param interventions runs of corrections
 * @param intervenedEpisodes episodes with at least one
 * @param correctionSteps steps that people drove
 * @param steps all of them
 */
public record InterventionRate(
        int episodes, int intervenedEpisodes, int interventions, long correctionSteps, long steps, double robotHours) {
    public InterventionRate {
        if (intervenedEpisodes > Math.min(episodes, interventions) || correctionSteps > steps) {
            throw new IllegalArgumentException("more interventions than there was room for: " + intervenedEpisodes
                    + " of " + episodes + " episodes, " + correctionSteps + " of " + steps + " steps");
        }
    }

    /** 0 where no episode was run. */
    public double perEpisode() {
        return episodes == 0 ? 0 : (double) interventions / episodes;
    }

    /** 0 where no time was spent. */
    public double perRobotHour() {
        return robotHours == 0 ? 0 : interventions / robotHours;
    }

    /** HIL-SERL's intervention rate: the share of the steps that people drove. */
    public double stepShare() {
        return steps == 0 ? 0 : (double) correctionSteps / steps;
    }

    /** Mean length of an intervention; 0 without any. */
    public double meanSteps() {
        return interventions == 0 ? 0 : (double) correctionSteps / interventions;
    }

    /** Of the share of episodes with at least one intervention. */
    public Interval episodeShareInterval() {
        return WilsonInterval.of(intervenedEpisodes, episodes);
    }
}
