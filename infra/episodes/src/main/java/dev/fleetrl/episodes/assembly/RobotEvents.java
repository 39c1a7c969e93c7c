package dev.fleetrl.episodes.assembly;

import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.episodes.SealedEpisode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one robot, each number once and in order. */
final class RobotEvents {
    private static final String MISSING = "events-missing";
    private static final String DROPPED = "spool-full";

    private @Nullable OpenEpisode open;
    private long lastNumber;
    private long missing;

    RobotEvents(long lastNumber) {
        this.lastNumber = lastNumber;
    }

    long lastNumber() {
        return lastNumber;
    }

    long missing() {
        return missing;
    }

    /** What makes no sense throws once and is past, so that the robot is not stuck with it. */
    List<Assembled> on(long number, EpisodeEvent event) {
        List<Assembled> over = new ArrayList<>();
        long before = lastNumber;
        lastNumber = number;
        long expected = event instanceof EpisodeEvent.Dropped dropped ? Math.min(dropped.since(), number) : number;
        if (expected > before + 1) {
            missing += expected - before - 1;
            abandon(MISSING, before, over);
        }
        if (event instanceof EpisodeEvent.Dropped) {
            abandon(DROPPED, number, over);
        } else if (event instanceof EpisodeEvent.Opened opened) {
            OpenEpisode left = open;
            open = new OpenEpisode(opened);
            if (left != null) {
                boolean sameRun = left.session().equals(opened.session());
                over.add(new Assembled(left.abandon(sameRun ? "never-closed" : "agent-restarted"), before));
            }
        } else if (open != null && open.id().equals(event.episode())) {
            goOn(open, number, event, over);
        }
        return over;
    }

    private void goOn(OpenEpisode episode, long number, EpisodeEvent event, List<Assembled> over) {
        if (event instanceof EpisodeEvent.Stepped stepped) {
            if (!episode.add(stepped.step())) {
                abandon(MISSING, number - 1, over);
            }
        } else if (event instanceof EpisodeEvent.Closed closed) {
            open = null;
            boolean whole = closed.steps() == episode.length();
            SealedEpisode sealed = whole ? episode.seal(closed) : episode.abandon(MISSING);
            over.add(new Assembled(sealed, number));
        }
    }

    private void abandon(String reason, long upTo, List<Assembled> over) {
        OpenEpisode left = open;
        open = null;
        if (left != null) {
            over.add(new Assembled(left.abandon(reason), upTo));
        }
    }
}
