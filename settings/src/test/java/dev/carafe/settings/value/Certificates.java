package dev.carafe.settings.value;

/// A self-signed certificate of `example.com`, whose key nobody has.
public final class Certificates {
  public static final String BASE64_PEM =
      "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJoRENDQVNtZ0F3SUJBZ0lVQVdxNnF0akp0OXBh"
          + "TTlKR25Jb1Rka1ozNEprd0NnWUlLb1pJemowRUF3SXcKRmpFVU1CSUdBMVVFQXd3TFpYaGhiWEJzWlM1"
          + "amIyMHdJQmNOTWpZeE1USTBNVFF3TkRJMVdoZ1BNakV5TmpFdwpNekV4TkRBME1qVmFNQll4RkRBU0Jn"
          + "TlZCQU1NQzJWNFlXMXdiR1V1WTI5dE1Ga3dFd1lIS29aSXpqMENBUVlJCktvWkl6ajBEQVFjRFFnQUVx"
          + "KzBCV0s3a21DcHo4cGphVVlXaW81U1lnVzl5c2p6Sjhwb0FkRTVyWndnd2x0a3AKZ3plZ3RhNElpRmxx"
          + "eExETWV0RkwwS0Erdlc2bjhycWFVR0dqMmFOVE1GRXdIUVlEVlIwT0JCWUVGSmtjV0d4aApTWkhWcUNQ"
          + "Ris1RmRaTVVnNUpsd01COEdBMVVkSXdRWU1CYUFGSmtjV0d4aFNaSFZxQ1BGKzVGZFpNVWc1Smx3Ck1B"
          + "OEdBMVVkRXdFQi93UUZNQU1CQWY4d0NnWUlLb1pJemowRUF3SURTUUF3UmdJaEFMZWRxTDdGRklaNUNp"
          + "WXEKbGxvdFNOSXlaTnpEbmR3bWRvWlgzenJGK2RmOEFpRUE4U2czc1VXL3hRYytsdnh6OHpCZDdzMEx6"
          + "ZXFmNXhJVAp0dnI5M2k2STY3Zz0KLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo=";

  private Certificates() {}
}
