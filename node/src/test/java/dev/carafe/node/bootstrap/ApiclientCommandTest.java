package dev.carafe.node.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiclientCommandTest {
  private static final String TX = "?tx=bootstrap-commands";
  private static final ApiCall FORGET = new ApiCall("DELETE", "/tx" + TX, "");
  private static final ApiCall COMMIT = new ApiCall("POST", "/tx/commit_and_apply" + TX, "");

  private static List<ApiCall> calls(String... words) {
    return ApiclientCommand.calls(List.of(words));
  }

  @Test
  void pairsAreStagedAndCommitted() {
    assertThat(calls("apiclient", "set", "motd=a=b", "settings.ntp.time-servers=[\"x\"]"))
        .containsExactly(
            FORGET,
            new ApiCall(
                "PATCH",
                "/settings/keypair" + TX,
                "{\"request_payload\":[\"motd=a=b\",\"settings.ntp.time-servers=[\\\"x\\\"]\"]}"),
            COMMIT);
  }

  @Test
  void jsonIsStagedWithoutItsOuterWord() {
    ApiCall patch = new ApiCall("PATCH", "/settings" + TX, "{\"motd\":\"hi\"}");
    assertThat(calls("apiclient", "set", "--json", "{\"settings\": {\"motd\": \"hi\"}}"))
        .isEqualTo(calls("apiclient", "set", "-j", "{\"motd\":\"hi\"}"))
        .containsExactly(FORGET, patch, COMMIT);
    assertThat(calls("apiclient", "apply", "base64:" + base64("settings.motd = 'hi'")))
        .isEqualTo(
            calls("apiclient", "apply", "base64:" + base64("{\"settings\":{\"motd\":\"hi\"}}")))
        .containsExactly(FORGET, patch, COMMIT);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          reboot                                            | POST | /actions/reboot                       | ``
          get                                               | GET  | /                                     | ``
          get settings.motd                                 | GET  | /?prefix=settings.motd                | ``
          raw -u /settings                                  | GET  | /settings                             | ``
          raw --uri /x?a=b --method post --data {}          | POST | /x?a=b                                | {}
          report cis                                        | GET  | /report/cis                           | ``
          update check                                      | POST | /actions/refresh-updates              | ``
          update cancel                                     | POST | /actions/deactivate-update            | ``
          ephemeral-storage init                            | POST | /actions/ephemeral-storage/init       | {"filesystem":null,"disks":null}
          ephemeral-storage init -t xfs --disks /dev/a /b   | POST | /actions/ephemeral-storage/init       | {"filesystem":"Xfs","disks":["/dev/a","/b"]}
          ephemeral-storage init --disks /a --filesystem ext4 | POST | /actions/ephemeral-storage/init     | {"filesystem":"Ext4","disks":["/a"]}
          ephemeral-storage bind --dirs /var/lib/containerd | POST | /actions/ephemeral-storage/bind       | {"targets":["/var/lib/containerd"]}
          ephemeral-storage list-disks                      | GET  | /actions/ephemeral-storage/list-disks | ``
          """)
  void othersAreOneRequest(String words, String method, String target, String body) {
    assertThat(calls(("apiclient " + words).split(" ")))
        .containsExactly(new ApiCall(method, target, body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /usr/bin/touch x                  | a command begins with 'apiclient'
          apiclient                         | 'apiclient' lacks a command
          apiclient exec admin ls           | 'exec' cannot be run: no container runs yet
          apiclient sett a=b                | apiclient has no command 'sett'
          apiclient set                     | 'set' takes KEY=VALUE, or --json JSON
          apiclient set a                   | 'a' is no KEY=VALUE
          apiclient set a=b --json {}       | 'set' takes KEY=VALUE, or --json JSON
          apiclient set --json {            | there is no JSON: could not read
          apiclient set --json 1            | there is no JSON object
          apiclient apply s3://a/b          | 's3://a/b' cannot be read at the boot
          apiclient apply base64:!          | what follows 'base64:' is no base64
          apiclient raw -m POST             | 'raw' needs a path
          apiclient raw -x                  | '-x' is unknown
          apiclient reboot now              | 'now' is too much
          apiclient update apply            | 'apply' is unknown
          apiclient ephemeral-storage init -t vfat | 'vfat' is unknown
          apiclient ephemeral-storage wipe  | 'wipe' is unknown
          """)
  void whatCannotBeRunIsRefused(String command, String why) {
    BadCommandException refused =
        catchThrowableOfType(
            BadCommandException.class, () -> ApiclientCommand.calls(List.of(command.split(" "))));
    assertThat(refused).hasMessageStartingWith(why.substring(0, Math.min(30, why.length())));
    assertThat(refused.instead()).isNotEmpty();
  }
}
