package dev.fleetrl.local.study.plan;

/**
 * How large a story is. Fixed before anything is measured, and the same for everything that is compared.
 *
 * @param demonstrations episodes of the scripted expert
 * @param baseSteps gradient steps of the base policy
 * @param practice episodes of each round, corrected by the scripted people
 * @param valueSteps gradient steps of each round's value function
 * @param extraSteps gradient steps of each round's policy, from the base, and of its controls
 * @param evaluation held-out starts of each version
 */
public record Sizes(int demonstrations, int baseSteps, int practice, int valueSteps, int extraSteps, int evaluation) {
    /** Starts of one purpose, one seed and one round are numbered from a thousand to the next. */
    static final int MOST = 1000;

    public Sizes {
        if (demonstrations < 1 || baseSteps < 1 || practice < 1 || valueSteps < 1 || extraSteps < 1 || evaluation < 1) {
            throw new IllegalArgumentException("every size of a study must be at least 1");
        }
        if (Math.max(demonstrations, Math.max(practice, evaluation)) > MOST) {
            throw new IllegalArgumentException("a study takes at most " + MOST + " episodes at a time");
        }
    }

    Sizes withBaseSteps(int count) {
        return new Sizes(demonstrations, count, practice, valueSteps, extraSteps, evaluation);
    }

    Sizes withExtraSteps(int count) {
        return new Sizes(demonstrations, baseSteps, practice, valueSteps, count, evaluation);
    }
}
