/** What is tried first, in lower case; words stand for themselves and with digits behind them. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
password passw0rd p@ssw0rd p@ssword passwort password1 password12 password123 password1234 passwordpassword
qwerty qwertyuiop qwerty123 qwerty1234 qwerty12345 qwertyqwerty qwertyui asdfghjkl zxcvbnm 1q2w3e4r 1q2w3e4r5t
1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc zaq12wsx qazwsx qazwsxedc qazwsxedcrfv q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6
123456 1234567 12345678 123456789 1234567890 12345678910 0987654321 9876543210 987654321 1123581321 123123123
1231231234 1234512345 123456123456 123456789a 123456789q a123456789 q123456789 1234567890a 1234567890q 1111111111
2222222222 0000000000 1212121212 1020304050 1029384756 0123456789 147258369 147852369 741852963 789456123
iloveyou iloveyou1 iloveyou12 ilovegod princess sunshine football baseball basketball superman batman dragon
monkey master shadow michael jennifer jordan hunter trustno1 letmein letmeinnow welcome welcome1 welcomehome
administrator admin admin123 admin1234 adminadmin root rootroot toor test testtest testtesttest guest default
changeme changemenow secret secretsecret login abc123 abcd1234 abcdef abcdefgh abcdefghij abcdefghijk aa123456
starwars pokemon whatever computer internet samsung google yandex facebook vkontakte microsoft windows liverpool
chelsea arsenal barcelona realmadrid manchester spartak zenit cska dinamo lokomotiv marina natasha svetlana
ekaterina anastasia aleksandr alexander vladimir sergey dmitriy andrey nikolay tatyana privet privetprivet parol
parolparol parol123 moyparol ljubov lubov lyubov solnce solnyshko krasotka kukushka zaraza gfhjkm gfhjkm123
ghbdtn ghbdtnghbdtn rjyatnrf vfhbyf yfnfif cdtnkfyf gbpltw йцукен йцукенг йцукенгшщз йцукенгшщзхъ фывапролдж
ячсмитьбю пароль парольпароль парольпарол мойпароль любовь любовьмоя солнце солнышко привет приветпривет наташа
светлана марина татьяна екатерина анастасия александр владимир сергей дмитрий андрей николай россия москва
кемерово кузбасс новокузнецк сибирь спартак зенит локомотив динамо администратор админ админадмин секрет секретный
секретно входвход окно окноокно инновации кластер клавиатура компьютер неизвестно незнаю непомню забыл
`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
