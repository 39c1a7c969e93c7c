package dev.fleetrl.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.ui.people.Role;
import dev.fleetrl.ui.signin.SignInSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CorrectionUiConfigTest {
    @Test
    void isReadFromAFileThatNamesEveryValue() throws IOException {
        CorrectionUiConfig config = read(file());

        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.viewDegrees()).isEqualTo(225);
        assertThat(config.taskViewDegrees()).containsEntry("drawer-store", 107);
    }

    @Test
    void refusesAControllerWithoutAPort() throws IOException {
        String file = file().replace(":8081", "");

        assertThatThrownBy(() -> read(file)).hasMessageContaining("must be like http://127.0.0.1:8081");
    }

    @Test
    void letsPeopleInByNameOnOneMachineOnly() throws IOException {
        String byName = file().replace("{by: file, file: /etc/fleetrl/people.yaml}", "{by: name}");

        assertThatThrownBy(() -> read(byName)).hasMessageContaining("http.host is 0.0.0.0");
        assertThat(read(byName.replace("0.0.0.0", "127.0.0.1")).people()).isEqualTo(new SignInSettings.ByName());
    }

    @Test
    void readsTheExampleOfAProvider() throws IOException {
        String oidc = file().replace("people: {by: file", "was: {by: file")
                .replaceAll("(?m)^was:.*$", "")
                .replaceAll("(?m)^# (people:|  )", "$1");

        assertThatThrownBy(() -> read(oidc)).hasMessageContaining("needs the page's address");
        CorrectionUiConfig config = read(oidc.replace("address: null", "address: https://fleet.example.org"));
        assertThat(((SignInSettings.ByOidc) config.people()).roles()).containsEntry("fleetrl-operator", Role.OPERATOR);
        assertThat(config.signIn().isSecure()).isTrue();
    }

    @Test
    void warnsWherePasswordsCrossTheNetworkInTheClear() throws IOException {
        assertThat(read(file()).warning().orElseThrow()).contains("in the clear", "http.host is 0.0.0.0");
        assertThat(read(file().replace("0.0.0.0", "127.0.0.1")).warning()).isEmpty();
        assertThat(read(file().replace("address: null", "address: https://fleet.example.org"))
                        .warning())
                .isEmpty();
    }

    @Test
    void refusesAnAddressThatIsNone() throws IOException {
        String file = file().replace("address: null", "address: fleet.example.org");

        assertThatThrownBy(() -> read(file)).hasMessageContaining("must be like https://fleet.example.org");
    }

    @Test
    void refusesAProviderThatAnybodyOnTheWayCanBe() throws IOException {
        String oidc = "{by: oidc, provider: P, issuer: 'http://login.example.org', clientId: c, clientSecretFile: null,"
                + " scopes: [openid], nameClaim: sub, rolesClaim: r, roles: {}, clockSkewSeconds: 30}";
        String file = file().replace("{by: file, file: /etc/fleetrl/people.yaml}", oidc);

        assertThatThrownBy(() -> read(file)).hasMessageContaining("people.issuer must begin with https://");
    }

    @Test
    void refusesAMissingValue() throws IOException {
        String file = file().replace("exitWithParent: false", "");

        assertThatThrownBy(() -> read(file)).hasMessageContaining("exitWithParent");
    }

    private static CorrectionUiConfig read(String yaml) throws IOException {
        return Codec.YAML.decode(CorrectionUiConfig.class, yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static String file() throws IOException {
        return Files.readString(Path.of("../infra/deploy/config/correction-ui.yaml"));
    }
}
