package dev.fleetrl.robot;

import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.CommandResult;
import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.EpisodePlan;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.OutcomeSource;
import dev.fleetrl.robot.control.ControlArbiter;
import dev.fleetrl.robot.control.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers commands. One that comes twice (at least once is the broker's promise) is carried out once and gets the same
 * answer twice; one that is too old is refused, because a queue somewhere must not move an arm. Only stopping and pausing are never too late.
 */
final class CommandDesk {
    private static final int REMEMBERED = 256;

    private final ControlArbiter arbiter;
    private final Episodes episodes;
    private final Function<EpisodePlan, Verdict> begin;
    private final Supplier<Verdict> resume;
    private final long toleranceMillis;
    private final Audience audience = new Audience();
    private final Map<String, Verdict> answered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verdict> eldest) {
            return size() > REMEMBERED;
        }
    };

    CommandDesk(
            ControlArbiter arbiter,
            Episodes episodes,
            Function<EpisodePlan, Verdict> begin,
            Supplier<Verdict> resume,
            long toleranceMillis) {
        this.arbiter = arbiter;
        this.episodes = episodes;
        this.begin = begin;
        this.resume = resume;
        this.toleranceMillis = toleranceMillis;
    }

    Verdict answer(Command command, long receivedNanos, long receivedMillis) {
        Verdict before = answered.get(command.header().id());
        if (before != null) {
            return before;
        }
        boolean mayBeLate = command instanceof Command.Stop || command instanceof Command.PauseRecording;
        Verdict verdict = !mayBeLate && isExpired(command.header(), receivedMillis)
                ? Verdict.refuse(CommandResult.Refusal.EXPIRED, "the command has expired; is a clock wrong?")
                : carryOut(command, receivedNanos);
        answered.put(command.header().id(), verdict);
        return verdict;
    }

    Audience audience() {
        return audience;
    }

    private boolean isExpired(Command.Header header, long receivedMillis) {
        return receivedMillis > header.expiresAtMillis() + toleranceMillis
                || receivedMillis < header.issuedAtMillis() - toleranceMillis;
    }

    private Verdict carryOut(Command command, long nowNanos) {
        if (command instanceof Command.TakeOver takeOver) {
            return arbiter.takeOver(takeOver.operator(), nowNanos);
        } else if (command instanceof Command.HandBack handBack) {
            return arbiter.handBack(handBack.operator(), handBack.epoch());
        } else if (command instanceof Command.Resume) {
            return episodes.isWaitingForLabel()
                    ? Verdict.refuse("an episode waits for its verdict; judge it first")
                    : resume.get();
        } else if (command instanceof Command.Hold hold) {
            return arbiter.hold("held-by-" + hold.operator());
        } else if (command instanceof Command.Stop stop) {
            return arbiter.stop("stopped-by-" + stop.operator());
        } else if (command instanceof Command.ClearStop) {
            return arbiter.clearStop();
        } else if (command instanceof Command.Judge judge) {
            return judge(judge);
        } else if (command instanceof Command.RunEpisode run) {
            return begin.apply(run.plan());
        } else if (command instanceof Command.PauseRecording) {
            return episodes.pauseRecording();
        } else if (command instanceof Command.ResumeRecording) {
            return episodes.resumeRecording();
        }
        audience.hear(command.header(), nowNanos);
        return Verdict.accept("watched");
    }

    private Verdict judge(Command.Judge judge) {
        if (judge.outcome() == Outcome.ABANDONED) {
            return Verdict.refuse("a person judges SUCCESS, FAILURE or ABORTED");
        }
        boolean isDiscarded = judge.outcome() == Outcome.ABORTED;
        if (isDiscarded && !episodes.isDemonstrated()) {
            return Verdict.refuse("only a demonstration can be discarded; say success or failure");
        }
        return episodes.end(new Ending(judge.outcome(), "operator", OutcomeSource.HUMAN));
    }
}
