package dev.fleetrl.episodes.assembly;

import dev.fleetrl.contracts.EpisodeEvent;
import dev.fleetrl.episodes.SealedEpisode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one robot, each number once and in order. */
final class RobotEvents {
    private static final String MISSING = "events-missing";

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

    List<Assembled> on(long number, EpisodeEvent event) {
        List<Assembled> over = new ArrayList<>();
        if (number > lastNumber + 1) {
            missing += number - lastNumber - 1;
            abandon(MISSING, over);
        }
        if (event instanceof EpisodeEvent.Opened opened) {
            abandon(open != null && open.session().equals(opened.session()) ? "never-closed" : "agent-restarted", over);
            open = new OpenEpisode(opened);
        } else if (open != null && open.id().equals(event.episode())) {
            goOn(open, number, event, over);
        }
        lastNumber = number;
        return over;
    }

    private void goOn(OpenEpisode episode, long number, EpisodeEvent event, List<Assembled> over) {
        if (event instanceof EpisodeEvent.Stepped stepped) {
            if (!episode.add(stepped.step())) {
                abandon(MISSING, over);
            }
        } else if (event instanceof EpisodeEvent.Closed closed) {
            boolean whole = closed.steps() == episode.length();
            SealedEpisode sealed = whole ? episode.seal(closed.ending()) : episode.abandon(MISSING);
            over.add(new Assembled(sealed, number));
            open = null;
        }
    }

    private void abandon(String reason, List<Assembled> over) {
        if (open != null) {
            over.add(new Assembled(open.abandon(reason), lastNumber));
            open = null;
        }
    }
}
