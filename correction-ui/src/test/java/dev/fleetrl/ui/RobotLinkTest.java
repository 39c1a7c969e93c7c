package dev.fleetrl.ui;

import static dev.fleetrl.ui.RunningSite.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.Command;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.RobotId;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.ui.fake.InMemoryWire;
import dev.fleetrl.ui.protocol.UiCommand;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RobotLinkTest {
    private static final SiteId SITE = new SiteId("lab");
    private static final RobotId R1 = new RobotId("r1");
    private static final OperatorId ADA = new OperatorId("ada");

    private final Vertx vertx = Vertx.vertx();
    private final InMemoryWire wire = new InMemoryWire(vertx);
    private final List<RobotLink.Reply> replies = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void aStopGoesOutHoweverManyWaitForTheirAnswer() throws Exception {
        Promise<Void> stopped = Promise.promise();
        Promise<RobotLink.Reply> answered = Promise.promise();
        await(wire.subscribe(RobotTopics.of(SITE, R1).commands(), command -> {
            if (command instanceof Command.Stop) {
                stopped.complete();
            }
            return Future.succeededFuture();
        }));

        vertx.getOrCreateContext().runOnContext(now -> {
            RobotLink robots = new RobotLink(vertx.getOrCreateContext(), wire, SITE, () -> 0);
            for (int i = 0; i < RobotLink.MAX_UNANSWERED; i++) {
                robots.ask(new UiCommand.Hold("h", R1), ADA, reply -> {});
            }
            robots.ask(new UiCommand.Hold("late", R1), ADA, replies::add);
            robots.ask(new UiCommand.Stop("stop", R1), ADA, answered::complete);
        });

        await(stopped.future());
        assertThat(replies.get(0).accepted()).contains(false);
        RobotLink.Reply answer = await(answered.future());
        assertThat(answer.accepted()).isEmpty();
        assertThat(answer.answer().reason()).startsWith("sent");
    }
}
