package dev.fleetrl.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.SiteId;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of records that the controller does not take. */
class AuditTest {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private void answer(HttpServerRequest request, int ill) {
        request.body()
                .compose(body -> {
                    told.add(body.toString());
                    boolean isBob = body.toString().contains("\"operator\":\"bob\"");
                    return request.response().setStatusCode(isBob ? ill : 200).end();
                })
                .onFailure(Throwable::printStackTrace);
    }

    @ParameterizedTest
    @CsvSource({"400, ada", "404, ada", "413, ada", "403, bob", "429, bob", "503, bob"})
    void whatIsNeverTakenIsLetGoAndWhatMayBeLaterIsToldAgain(int status, String next) throws Exception {
        RunningSite site = RunningSite.start(new SiteId("lab"), request -> answer(request, status));
        OperatorClient bob = RunningSite.await(OperatorClient.connect(site.vertx(), site.uri(), new OperatorId("bob")));
        OperatorClient ada = RunningSite.await(OperatorClient.connect(site.vertx(), site.uri(), new OperatorId("ada")));

        assertThat(told.poll(RunningSite.LIMIT_SECONDS, TimeUnit.SECONDS)).contains("\"operator\":\"bob\"");
        assertThat(told.poll(RunningSite.LIMIT_SECONDS, TimeUnit.SECONDS)).contains("\"operator\":\"" + next + "\"");

        RunningSite.await(bob.close());
        RunningSite.await(ada.close());
        site.close();
    }
}
