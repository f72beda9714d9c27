package dev.lastgood.simulator.eventbridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lastgood.functions.handler.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An event pattern")
class EventPatternTest {
  @ParameterizedTest(name = "{0} on {1}: {2}")
  @DisplayName("matches as EventBridge documents it")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"source":["aws.ec2"]}                                  | {"source":"aws.ec2"}                 | true
          {"source":["aws.ec2"]}                                  | {"source":"aws.EC2"}                 | false
          {"source":["aws.ec2","aws.s3"]}                         | {"source":"aws.s3"}                  | true
          {"source":["aws.ec2"],"region":["x"]}                   | {"source":"aws.ec2"}                 | false
          {"source":["aws.ec2"]}                                  | {}                                   | false
          {"d":{"a":{"b":[1]}}}                                   | {"d":{"a":{"b":1}}}                  | true
          {"d":{"a":{"b":[1]}}}                                   | {"d":{"a":1}}                        | false
          {"d":{"a":[300]}}                                       | {"d":{"a":300.0}}                    | false
          {"d":{"a":[300]}}                                       | {"d":{"a":"300"}}                    | false
          {"d":{"a":[true]}}                                      | {"d":{"a":true}}                     | true
          {"d":{"a":[true]}}                                      | {"d":{"a":"true"}}                   | false
          {"d":{"a":[null]}}                                      | {"d":{"a":null}}                     | true
          {"d":{"a":[null]}}                                      | {"d":{}}                             | false
          {"d":{"a":[""]}}                                        | {"d":{"a":""}}                       | true
          {"d":{"a":[""]}}                                        | {"d":{"a":null}}                     | false
          {"resources":["r1","r2"]}                               | {"resources":["r0","r2"]}            | true
          {"resources":["r1","r2"]}                               | {"resources":["r0"]}                 | false
          {"resources":["r1"]}                                    | {"resources":[]}                     | false
          {"d":{"a":[1],"b":[2]}}                                 | {"d":[{"a":1,"b":2},{"a":0}]}        | true
          {"d":{"a":[1],"b":[2]}}                                 | {"d":[{"a":1},{"b":2}]}              | false
          {"d":{"a":[{"prefix":"us-"}]}}                          | {"d":{"a":"us-east-1"}}              | true
          {"d":{"a":[{"prefix":"us-"}]}}                          | {"d":{"a":"US-east-1"}}              | false
          {"d":{"a":[{"prefix":{"equals-ignore-case":"EventB"}}]}} | {"d":{"a":"eventBridge"}}           | true
          {"d":{"a":[{"suffix":".png"}]}}                         | {"d":{"a":"x.png"}}                  | true
          {"d":{"a":[{"suffix":".png"}]}}                         | {"d":{"a":"x.PNG"}}                  | false
          {"d":{"a":[{"suffix":{"equals-ignore-case":".png"}}]}}  | {"d":{"a":"x.PNG"}}                  | true
          {"d":{"a":[{"equals-ignore-case":"alice"}]}}            | {"d":{"a":"ALICE"}}                  | true
          {"d":{"a":[{"equals-ignore-case":"alice"}]}}            | {"d":{"a":"alicea"}}                 | false
          {"d":{"a":[{"anything-but":"init"}]}}                   | {"d":{"a":"done"}}                   | true
          {"d":{"a":[{"anything-but":"init"}]}}                   | {"d":{"a":"init"}}                   | false
          {"d":{"a":[{"anything-but":"init"}]}}                   | {"d":{}}                             | false
          {"d":{"a":[{"anything-but":"init"}]}}                   | {"d":{"a":7}}                        | true
          {"d":{"a":[{"anything-but":["x","y"]}]}}                | {"d":{"a":"y"}}                      | false
          {"d":{"a":[{"anything-but":123}]}}                      | {"d":{"a":123}}                      | false
          {"d":{"a":[{"anything-but":[100,200]}]}}                | {"d":{"a":300}}                      | true
          {"d":{"a":[{"anything-but":{"prefix":"init"}}]}}        | {"d":{"a":"initial"}}                | false
          {"d":{"a":[{"anything-but":{"prefix":["a","b"]}}]}}     | {"d":{"a":"bc"}}                     | false
          {"d":{"a":[{"anything-but":{"suffix":".txt"}}]}}        | {"d":{"a":"x.png"}}                  | true
          {"d":{"a":[{"anything-but":{"suffix":[".txt",".rtf"]}}]}} | {"d":{"a":"x.rtf"}}                | false
          {"d":{"a":[{"anything-but":{"equals-ignore-case":"init"}}]}} | {"d":{"a":"INIT"}}              | false
          {"d":{"a":[{"anything-but":{"wildcard":"*/lib/*"}}]}}   | {"d":{"a":"/usr/lib/x"}}             | false
          {"d":{"a":[{"anything-but":{"wildcard":"*/lib/*"}}]}}   | {"d":{"a":"/usr/bin/x"}}             | true
          {"d":{"a":[{"numeric":["=",300]}]}}                     | {"d":{"a":3.0e2}}                    | true
          {"d":{"a":[{"numeric":[">",0,"<=",5]}]}}                | {"d":{"a":5}}                        | true
          {"d":{"a":[{"numeric":[">",0,"<=",5]}]}}                | {"d":{"a":0}}                        | false
          {"d":{"a":[{"numeric":["<",10]}]}}                      | {"d":{"a":"9"}}                      | false
          {"d":{"a":[{"numeric":[">=",-0.5]}]}}                   | {"d":{"a":-0.5}}                     | true
          {"d":{"a":[{"cidr":"10.0.0.0/24"}]}}                    | {"d":{"a":"10.0.0.255"}}             | true
          {"d":{"a":[{"cidr":"10.0.0.0/24"}]}}                    | {"d":{"a":"10.0.1.0"}}               | false
          {"d":{"a":[{"cidr":"10.0.0.0/8"}]}}                     | {"d":{"a":"10.5"}}                   | false
          {"d":{"a":[{"cidr":"10.0.0.7"}]}}                       | {"d":{"a":"10.0.0.7"}}               | true
          {"d":{"a":[{"cidr":"2001:db8::/32"}]}}                  | {"d":{"a":"2001:db8:1::5"}}          | true
          {"d":{"a":[{"cidr":"10.0.0.0/24"}]}}                    | {"d":{"a":"example.org"}}            | false
          {"d":{"a":[{"exists":true}]}}                           | {"d":{"a":null}}                     | true
          {"d":{"a":[{"exists":true}]}}                           | {"d":{"a":{"b":1}}}                  | false
          {"d":{"a":[{"exists":true}]}}                           | {"d":{}}                             | false
          {"d":{"a":[{"exists":false}]}}                          | {"d":{"b":1}}                        | true
          {"d":{"a":[{"exists":false}]}}                          | {"x":1}                              | true
          {"d":{"a":[{"exists":false}]}}                          | {"d":{"a":1}}                        | false
          {"d":{"a":[{"exists":false}]}}                          | {"d":{"a":{"b":1}}}                  | true
          {"d":{"a":[{"exists":false}]}}                          | {"d":[{"a":1},{"b":2}]}              | false
          {"d":{"a":["x",{"exists":false}]}}                      | {"d":{}}                             | true
          {"d":{"a":["x",{"exists":false}]}}                      | {"d":{"a":"y"}}                      | false
          {"d":{"a":[{"wildcard":"dir/*.png"}]}}                  | {"d":{"a":"dir/sub/x.png"}}          | true
          {"d":{"a":[{"wildcard":"*ab*ba*"}]}}                    | {"d":{"a":"aba"}}                    | false
          {"d":{"a":[{"wildcard":"*ab*ba*"}]}}                    | {"d":{"a":"xabxbay"}}                | true
          {"d":{"a":[{"wildcard":"ab*ab"}]}}                      | {"d":{"a":"ab"}}                     | false
          {"d":{"a":[{"wildcard":"a\\\\*b"}]}}                    | {"d":{"a":"a*b"}}                    | true
          {"d":{"a":[{"wildcard":"a\\\\*b"}]}}                    | {"d":{"a":"axb"}}                    | false
          {"d":{"a":[{"wildcard":"plain"}]}}                      | {"d":{"a":"plain"}}                  | true
          {"d":{"$or":[{"a":[1]},{"b":[2]}]}}                     | {"d":{"b":2}}                        | true
          {"d":{"$or":[{"a":[1]},{"b":[2]}]}}                     | {"d":{"b":3}}                        | false
          {"d":{"c":[0],"$or":[{"a":[1]},{"b":[2]}]}}             | {"d":{"a":1}}                        | false
          {"d":{"$or":[{"a":[1],"x":[1]},{"$or":[{"b":[2]},{"b":[3]}]}]}} | {"d":{"b":3}}                | true
          """)
  void matches(String pattern, String event, boolean expected) {
    Map<String, Object> json = new LinkedHashMap<>();
    Map<?, ?> fields = Json.read(event, Map.class);
    fields.forEach((name, value) -> json.put((String) name, value));
    assertEquals(expected, EventPattern.parse(pattern).matches(json));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("that EventBridge refuses is refused with place and reason")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          []                                                   | . Reason: a pattern is a JSON object.
          {}                                                   | . Reason: empty objects are not allowed.
          {"detail":{}}                                        | at detail. Reason: empty objects
          {"source":[]}                                        | at source. Reason: empty arrays
          {"source":"aws.ec2"}                                 | at source. Reason: 'source' must be an object or an array.
          {"d":{"a":[["x"]]}}                                  | at d.a. Reason: match value must be
          {"d":{"a":[{"prefix":"x","suffix":"y"}]}}            | at d.a. Reason: only one key
          {"d":{"a":[{"begins":"x"}]}}                         | at d.a. Reason: unrecognized match type begins.
          {"d":{"a":[{"prefix":1}]}}                           | at d.a. Reason: prefix takes a string.
          {"d":{"a":[{"prefix":{"wildcard":"x"}}]}}            | at d.a. Reason: prefix takes a string or equals-ignore-case.
          {"d":{"a":[{"anything-but":[]}]}}                    | anything-but takes strings alone or numbers alone
          {"d":{"a":[{"anything-but":["x",1]}]}}               | anything-but takes strings alone or numbers alone
          {"d":{"a":[{"anything-but":null}]}}                  | anything-but takes strings alone or numbers alone
          {"d":{"a":[{"anything-but":{"numeric":["=",1]}}]}}   | unsupported anything-but pattern: numeric.
          {"d":{"a":[{"numeric":["~",1]}]}}                    | numeric takes one comparison
          {"d":{"a":[{"numeric":["<",1,">",0]}]}}              | numeric takes one comparison
          {"d":{"a":[{"numeric":[">",5,"<",5]}]}}              | the bottom must be less than the top.
          {"d":{"a":[{"numeric":["=",5000000001]}]}}           | between -5.0e9 and 5.0e9
          {"d":{"a":[{"exists":"yes"}]}}                       | exists takes true or false.
          {"d":{"a":[{"cidr":"10.0.0.0/33"}]}}                 | no address range: 10.0.0.0/33.
          {"d":{"a":[{"cidr":"host/8"}]}}                      | no address range: host/8.
          {"d":{"a":[{"wildcard":"a**b"}]}}                    | consecutive wildcards are not allowed: a**b.
          {"d":{"a":[{"wildcard":"a\\\\b"}]}}                  | a backslash escapes a wildcard or a backslash
          {"d":{"$or":[{"a":[1]}]}}                            | at d.$or. Reason: $or takes an array of at least two
          {"d":{"$or":[{"a":[1]},1]}}                          | at d.$or. Reason: $or takes an array of objects
          """)
  void refused(String pattern, String reason) {
    var refusal =
        assertThrows(InvalidEventPatternException.class, () -> EventPattern.parse(pattern));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }
}
