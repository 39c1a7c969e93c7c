package dev.fleetrl.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetrl.local.UserError;
import dev.fleetrl.local.site.SiteClient;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fleetrl doctor}: is all of it well, and if not, what to do. */
@Command(
        name = "doctor",
        description = "Looks over a running site and says what is wrong.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Runnable {
    @Mixin
    private SiteOptions site = new SiteOptions();

    @Override
    public void run() {
        SiteClient client = site.client();
        List<String> complaints = new ArrayList<>();
        JsonNode overview = client.get("site");
        overview.path("warnings").forEach(warning -> complaints.add(warning.asText()));
        if (!overview.path("connected").asBoolean()) {
            complaints.add("the fleet-controller does not reach the MQTT broker; is it running?");
        }
        if (overview.hasNonNull("paused")) {
            complaints.add("no new episode starts: " + overview.path("paused").asText());
        }
        for (JsonNode round : client.get("rounds").path("rounds")) {
            if (round.hasNonNull("failed")) {
                complaints.add("round " + round.path("round").asText() + " failed: "
                        + round.path("failed").asText());
            }
        }
        JsonNode robots = client.get("robots").path("robots");
        if (robots.isEmpty()) {
            complaints.add("no robot has reported; is an agent running, and does it reach the MQTT broker?");
        }
        say("fleet-controller answers", complaints.size());
        for (JsonNode robot : robots) {
            inspect(robot, complaints);
        }
        say(robots.size() + " robots are known", complaints.size());
        complaints.forEach(complaint -> System.out.println("  ! " + complaint));
        if (!complaints.isEmpty()) {
            throw new UserError(complaints.size() + " complaint(s), see above");
        }
        System.out.println("all is well");
    }

    private static void inspect(JsonNode robot, List<String> complaints) {
        String name = robot.path("robot").asText();
        if (!robot.path("liveness").asText().equalsIgnoreCase("live")) {
            complaints.add(name + " is silent; is its agent running, and does it reach the MQTT broker?");
        }
        if (robot.at("/state/authority/mode").asText().equals("STOPPED")) {
            complaints.add(name + " is stopped; look at it, then clear the stop on its page");
        }
        robot.at("/state/warnings").forEach(warning -> complaints.add(name + ": " + warning.asText()));
    }

    private static void say(String what, int complaintsSoFar) {
        System.out.println("  " + what + (complaintsSoFar == 0 ? "" : " (with complaints)"));
    }
}
