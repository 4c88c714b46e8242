package dev.carafe.settings.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.carafe.settings.Key;
import dev.carafe.settings.Located;
import dev.carafe.settings.Position;
import dev.carafe.settings.RandomText;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final Json.Struct CONTEXT =
      (Json.Struct)
          JsonReader.read(
              """
              {"settings": {
                "motd": "hi <b>",
                "dns": {"name-servers": ["1.1.1.1", "::1"]},
                "ntp": {"time-servers": []},
                "kernel": {
                  "sysctl": {"vm.swappiness": "1", "a.b": "2"},
                  "modules": {"udf": {"enabled": true, "n": 3}, "sctp": {"enabled": false}}
                },
                "network": {
                  "hostname": "web",
                  "hosts": [["10.0.0.1", ["a", "b"]], ["127.0.0.1", ["local"]], ["10.0.0.1", ["c"]]],
                  "https-proxy": "https://user@proxy.example.com:8080/x"
                },
                "oci": {"capabilities": {"chown": false, "sys-admin": true, "bpf": false},
                  "resource-limits": {"max-open-files": {"soft-limit": 1024, "hard-limit": "unlimited"},
                    "max-processes": {"soft-limit": 5, "hard-limit": -1}, "max-cpu-time": {"soft-limit": 1}}},
                "on": true, "off": false, "zero": 0, "empty": "", "base64": "aGk="},
               "os": {"arch": "x86_64"}}
              """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {{settings.motd}}                                               | hi <b>
          {{{settings.motd}}}                                             | hi <b>
          {{ settings.motd }}                                             | hi <b>
          {{settings.dns.name-servers.[0]}}                               | 1.1.1.1
          {{settings.dns.name-servers.1}}                                 | ::1
          {{settings.kernel.sysctl.[vm.swappiness]}}                      | 1
          {{settings.kernel.sysctl."a.b"}}                                | 2
          a \\{{x}} b                                                      | a {{x}} b
          {{! a }}x{{!-- }} --}}y                                         | xy
          {{#if settings.on}}1{{else}}2{{/if}}                            | 1
          {{#if settings.off}}1{{else}}2{{/if}}                           | 2
          {{#if settings.zero}}1{{else}}2{{/if}}                          | 2
          {{#if settings.none.at.all}}1{{else}}2{{/if}}                   | 2
          {{#if settings.ntp.time-servers}}1{{^}}2{{/if}}                 | 2
          {{#if settings.off}}1{{else if settings.on}}2{{else}}3{{/if}}   | 2
          {{#if settings.off}}1{{else if settings.x}}2{{else}}3{{/if}}    | 3
          {{#unless settings.off}}1{{/unless}}                            | 1
          {{#if_not_null settings.empty}}1{{else}}2{{/if_not_null}}       | 1
          {{#each settings.dns.name-servers}}{{@index}}={{this}},{{/each}} | 0=1.1.1.1,1=::1,
          {{#each settings.dns.name-servers}}{{this}}{{#unless @last}},{{/unless}}{{/each}} | 1.1.1.1,::1
          {{#each settings.kernel.sysctl}}{{@key}}={{this}};{{/each}}     | vm.swappiness=1;a.b=2;
          {{#each settings.ntp.time-servers}}x{{else}}none{{/each}}       | none
          {{#each settings.none}}x{{else}}none{{/each}}                   | none
          {{#each settings.dns.name-servers}}{{../settings.motd}};{{/each}} | hi <b>;hi <b>;
          {{#each settings.dns.name-servers}}{{@root.settings.on}};{{/each}} | true;true;
          {{#each settings.kernel.modules}}{{@key}}:{{#if this.enabled}}{{n}}{{/if}};{{/each}} | udf:3;sctp:;
          {{#with settings.network}}{{hostname}}{{/with}}                 | web
          {{default "x" settings.none}}                                   | x
          {{default "x" settings.motd}}                                   | hi <b>
          {{default 5 settings.none}}                                     | 5
          {{join_array ", " settings.dns.name-servers}}                   | 1.1.1.1, ::1
          {{join_map "=" " " "fail-if-missing" settings.kernel.sysctl}}   | vm.swappiness=1 a.b=2
          x{{join_map "=" " " "no-fail-if-missing" settings.none}}y       | xy
          {{base64_decode settings.base64}}                               | hi
          {{oci_capabilities settings.oci.capabilities}} | ["CAP_AUDIT_WRITE","CAP_DAC_OVERRIDE","CAP_FOWNER","CAP_FSETID","CAP_KILL","CAP_MKNOD","CAP_NET_BIND_SERVICE","CAP_NET_RAW","CAP_SETFCAP","CAP_SETGID","CAP_SETPCAP","CAP_SETUID","CAP_SYS_ADMIN","CAP_SYS_CHROOT"]
          {{len (oci_capabilities settings.none)}}                        | 207
          {{oci_rlimits settings.oci.resource-limits}}                    | [{"type":"RLIMIT_NOFILE","soft":1024,"hard":18446744073709551615},{"type":"RLIMIT_NPROC","soft":5,"hard":18446744073709551615}]
          {{oci_rlimits settings.none}}                                   | []
          {{toml_encode settings.dns}}                                    | { name-servers = ["1.1.1.1", "::1"] }
          {{goarch os.arch}}                                              | amd64
          {{#if (any_enabled settings.kernel.modules)}}1{{/if}}           | 1
          {{negate_or_else false settings.on}}                            | false
          {{negate_or_else true settings.none}}                           | true
          {{#if (is_null settings.none)}}1{{/if}}                         | 1
          {{#if (and settings.on (not settings.off))}}1{{/if}}            | 1
          {{#if (or settings.off settings.none)}}1{{else}}2{{/if}}        | 2
          {{#if (eq settings.motd "hi <b>")}}1{{/if}}                     | 1
          {{#if (ne settings.none settings.on)}}1{{/if}}                  | 1
          {{#if (gt (len settings.dns.name-servers) 1)}}1{{/if}}          | 1
          {{#is_string settings.motd}}1{{else}}2{{/is_string}}            | 1
          {{#if (is_ipv4 "1.2.3.4")}}1{{/if}}{{#if (is_ipv6 "1.2.3.4")}}2{{/if}} | 1
          {{cidr_to_ipaddr "10.0.0.1/8"}}                                 | 10.0.0.1
          {{replace_ipv4_octet "10.0.0.1" 3 "7"}}                         | 10.0.0.7
          {{host settings.network.https-proxy}}                           | proxy.example.com
          {{host "[::1]:80/x"}}                                           | ::1
          {{localhost_aliases "ipv4" settings.network.hostname settings.network.hosts}} | web local
          {{lookup settings.kernel.sysctl "a.b"}}                         | 2
          a  {{~ settings.on ~}}  b                                       | atrueb
          {{#each settings.dns.name-servers}}{{@first}}{{/each}}          | truefalse
          """)
  void renders(String template, String expected) {
    assertThat(render(template)).isEqualTo(expected);
  }

  @Test
  void settingsThatAreShownWhateverIsSetAreDemanded() {
    Template template =
        Template.parse(
            "t",
            """
            {{settings.a.b}} {{default "x" settings.c.d}} {{os.arch}}
            {{#if settings.e}}{{settings.e}}{{/if}}
              {{@root.settings.f.[g.h]}}
            """);
    assertThat(template.demanded())
        .containsExactly(
            new Located<>(Key.of("a", "b"), new Position("t", 1, 3)),
            new Located<>(Key.of("f", "g.h"), new Position("t", 3, 5)));
  }

  @Test
  void numbersHaveDigitsThatSettingsHave() {
    assertThatThrownBy(() -> render("{{#if \u0663}}1{{/if}}{{\u0663}}"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("'\u0663' is not set");
  }

  @Test
  void whatIsWalkedThroughMayHaveNames() {
    assertThat(render("{{#each settings.kernel.sysctl as |v k|}}{{k}}={{v}};{{/each}}"))
        .isEqualTo("vm.swappiness=1;a.b=2;");
    assertThat(render("{{#with settings.network as |n|}}{{#if n}}{{n.hostname}}{{/if}}{{/with}}"))
        .isEqualTo("web");
  }

  @Test
  void hostsAreMergedInTheOrderOfTheFirstMention() {
    assertThat(render("{{etc_hosts_entries settings.network.hosts}}\n"))
        .isEqualTo("10.0.0.1 a b c\n");
  }

  @Test
  void aTagAloneOnItsLineIsNoLine() {
    assertThat(
            render(
                """
                {{! a comment }}
                [servers]
                {{#each settings.dns.name-servers}}
                  {{#if this}}
                  server = {{this}}
                  {{/if}}
                {{else}}
                none
                {{/each}}
                end {{#if settings.on}}yes{{/if}}
                """))
        .isEqualTo(
            """
            [servers]
              server = 1.1.1.1
              server = ::1
            end yes
            """);
  }

  @Test
  void theFrontMatterIsNoPartOfTheFile() {
    Template template =
        Template.parse(
            "motd",
            """
            [required-extensions]
            motd = "v1"
            std = { version = "v1", helpers = ["default"] }
            +++
            {{settings.motd}}
            """);
    assertThat(template.extensions()).containsExactly("motd", "std");
    assertThat(template.render(CONTEXT)).isEqualTo("hi <b>\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {{settings.none}}                 | 1:3: 'settings.none' is not set; write {{#if}} around it, or {{default ...}}
          a {{settings.dns}}                | 1:5: 'settings.dns' is a table; write {{#each}}, {{join_map ...}} or {{toml_encode ...}}
          {{settings.dns.name-servers}}     | 1:3: 'settings.dns.name-servers' is a list; write {{#each}}, {{join_array ...}} or {{toml_encode ...}}
          {{#if settings.on}}x              | 1:1: {{#if}} is not closed; write {{/if}}
          {{#if settings.on}}x{{/each}}     | 1:21: {{/each}} closes nothing; close {{#if}} with {{/if}}
          x{{/if}}                          | 1:2: {{/...}} outside of a block; open a block before it
          x{{else}}                         | 1:2: {{else}} outside of a block; open a block before it
          {{#if}}x{{/if}}                   | 1:4: 'if' has 0 arguments; write one
          {{settings.motd                   | 1:1: '{{' is not closed; write }}
          {{!-- x                           | 1:1: a comment is not closed; write {{!-- ... --}}
          {{defalt "x" settings.motd}}      | 1:3: no helper 'defalt'; did you mean 'default'?
          {{> header}}                      | 1:1: '{{>' is not supported; write the text itself
          {{default "x}}                    | 1:1: '{{' is not closed; write }}
          {{}}                              | 1:3: nothing in a tag; write a setting or a helper
          {{settings..motd}}                | 1:12: unexpected '.'; write a setting or a helper
          {{settings.motd a=1}}             | 1:17: arguments by name are not supported; write the value alone
          {{join_array ", " settings.motd}} | 1:19: 'join_array': argument 2 is not a list; write a list
          {{join_array ", " settings.none}} | 1:19: 'join_array': argument 2 is not set; write {{#if}} around it
          {{join_array ", "}}               | 1:3: 'join_array': there are 1 arguments; write 2
          {{../x}}                          | 1:3: '../' leaves the template; leave it out
          {{#each settings.motd}}{{/each}}  | 1:4: {{#each}} of what is no list and no table; write {{#if}}
          """)
  void saysWhatIsWrongAndWhere(String template, String message) {
    TemplateException e = catchThrowableOfType(TemplateException.class, () -> render(template));
    assertThat(e.problem().toString()).isEqualTo("t:" + message);
  }

  @Test
  void placesCountTheFrontMatter() {
    assertThatThrownBy(
            () -> render("[required-extensions]\na = \"v1\"\n+++\nx\n  {{settings.none}}"))
        .hasMessageStartingWith("could not render t:5:5: 'settings.none' is not set");
  }

  @Test
  void blocksInBlocksEnd() {
    assertThatThrownBy(() -> render("{{#if settings.on}}".repeat(10_000)))
        .isInstanceOf(TemplateException.class);
    assertThatThrownBy(() -> render("{{" + "(".repeat(10_000) + "}}"))
        .isInstanceOf(TemplateException.class);
  }

  @Test
  void noTextBreaksTheReader() {
    RandomText random = new RandomText(1);
    for (int i = 0; i < 5000; i++) {
      try {
        assertThat(render(random.of("{{}}{{}}#/~\"().| \n!@[]\\abcdef", 40))).isNotNull();
      } catch (TemplateException e) {
        assertThat(e.problem().position().line()).isPositive();
      }
    }
  }

  @Test
  void textWithoutBracesIsItself() {
    RandomText random = new RandomText(1);
    for (int i = 0; i < 1000; i++) {
      String text = random.between(' ', 'z', 100);
      assertThat(render(text)).isEqualTo(text);
    }
  }

  private static String render(String template) {
    return Template.parse("t", template).render(CONTEXT);
  }
}
