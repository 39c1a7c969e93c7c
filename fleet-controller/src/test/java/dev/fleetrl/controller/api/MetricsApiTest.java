package dev.fleetrl.controller.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Researchers' figures, as they are asked for. */
class MetricsApiTest extends ServedApi {
    @Test
    void answersFiguresAsTablesThatSayWhatWasAsked() throws Exception {
        await("/api/v1/metrics/calibration?labels=round-1", "rows");
        for (String figure : new String[] {"throughput", "endings", "learning"}) {
            String path = "/api/v1/metrics/" + figure + "?task=pick&cohort=TRAIN";
            int rows = get(path).get("rows").size();
            assertThat(rows).as(figure).isEqualTo(figure.equals("endings") ? 2 : 1);
            HttpResponse<String> csv = send("GET", path + "&format=csv", "");
            assertThat(csv.headers().firstValue("content-type").orElseThrow()).startsWith("text/csv");
            assertThat(csv.body().lines().toList()).as(figure).hasSize(1 + rows);
            assertThat(csv.body().lines().findFirst().orElseThrow()).endsWith(",query");
            assertThat(csv.body().strip()).endsWith("," + path + "&format=csv");
            for (String nobody : new String[] {"task=other", "cohort=CANARY"}) {
                assertThat(get("/api/v1/metrics/" + figure + "?" + nobody)
                                .get("rows")
                                .size())
                        .as(figure)
                        .isZero();
            }
        }
        assertThat(get("/api/v1/metrics/generalisation").get("rows").size()).isZero();
        assertThat(send("GET", "/api/v1/metrics/endings?format=xlsx", "").statusCode())
                .isEqualTo(400);
    }

    /** Ten of twenty practice episodes were said to succeed, and did. */
    @Test
    void readsFromTheSideCarsWhatTheValueFunctionSaid() throws Exception {
        await("/api/v1/metrics/calibration?labels=round-1", "rows");
        JsonNode calibration = get("/api/v1/metrics/calibration?labels=round-1");

        assertThat(calibration.at("/rows/0/rate").asDouble()).isZero();
        assertThat(calibration.at("/rows/1/rate").asDouble()).isEqualTo(1);
        assertThat(calibration.at("/rows/1/predicted").asDouble()).isCloseTo(0.9, within(1e-6));
        assertThat(calibration.at("/errors/0/brier").asDouble()).isCloseTo(0.01, within(1e-6));
        assertThat(calibration.at("/heldOut/spearman").asDouble()).isEqualTo(0.8);
        assertThat(get("/api/v1/label-runs")
                        .at("/runs/0/positiveBySource/policy")
                        .asDouble())
                .isEqualTo(0.4);
        assertThat(send("GET", "/api/v1/metrics/calibration", "").statusCode()).isEqualTo(400);
    }
}
